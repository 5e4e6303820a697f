// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <stdio.h>

#include <flexnet/libflexnet.h>

int main(int argc, char **argv)
{
	struct flexnet_object *obj;

	if (argc != 2 || flexnet_object__open(argv[1], &obj)) {
		fprintf(stderr, "%s\n", flexnet_error());
		return 1;
	}
	printf("coroutine %s\n", flexnet_object__table(obj)->coroutines[0].name);
	flexnet_object__close(obj);
	return 0;
}
