// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Objects for both runtimes: the part that this machine can run. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "pipeline.h"

static int set_part(struct flexnet_object *obj, enum flexnet_runtime runtime, const char *reason)
{
	obj->part_reason = strdup(reason);
	if (!obj->part_reason)
		return flexnet_fail(ENOMEM, "out of memory");
	obj->part = (struct flexnet_part){ runtime, obj->part_reason };
	return 0;
}

/* Fails if this machine does not offer what it needs. */
static int try_kernel(const struct elf_part *part, const char *name, bool any,
		      struct flexnet_object **out)
{
	int err = flexnet_module__check();

	err = err ?: object__open(part->data, part->size, name, any, out);
	err = err ?: module__offers(pipeline__stops(*out));
	return err ?: set_part(*out, FLEXNET_RUNTIME_KERNEL, "the kernel module flexnet is loaded");
}

static int open_either(const struct elf_part *stock, const struct elf_part *kernel, const char *name,
		       const struct flexnet_open_opts *opts, struct flexnet_object **out)
{
	bool asked = opts->runtime != FLEXNET_RUNTIME_ANY;
	const struct elf_part *part = opts->runtime == FLEXNET_RUNTIME_KERNEL ? kernel : stock;
	char reason[512] = "as asked";
	int err;

	if (!asked) {
		if (!try_kernel(kernel, name, opts->any, out))
			return 0;
		snprintf(reason, sizeof(reason), "%s", flexnet_error());
		flexnet_object__close(*out);
		*out = NULL;
	}
	err = object__open(part->data, part->size, name, opts->any, out);
	return err ?: set_part(*out, asked ? opts->runtime : FLEXNET_RUNTIME_STOCK, reason);
}

/* An object for one runtime is what it is. */
static int check_runtime(const struct flexnet_object *obj, enum flexnet_runtime runtime)
{
	if (runtime == FLEXNET_RUNTIME_STOCK && obj->pipeline)
		return flexnet_fail(EINVAL, "is for the kernel runtime only: compile it with "
				    "-fflexnet-runtime=both");
	if (runtime == FLEXNET_RUNTIME_KERNEL && !obj->pipeline)
		return flexnet_fail(EINVAL, "has nothing for the kernel runtime, which takes packets in "
				    "executor queues: compile them with -fflexnet-runtime=kernel or both");
	return 0;
}

int part__open(const void *data, size_t size, const char *name, const struct flexnet_open_opts *opts,
	       struct flexnet_object **out)
{
	struct flexnet_object *obj = NULL;
	struct elf_parts parts;
	int err;

	err = elf__read(data, size, &parts);
	if (!err && parts.kernel.data)
		err = open_either(&(struct elf_part){ data, size }, &parts.kernel, name, opts, &obj);
	else if (!err)
		err = object__open(data, size, name, opts->any, &obj) ?:
		      check_runtime(obj, opts->runtime);
	if (!err) {
		*out = obj;
		return 0;
	}
	flexnet_object__close(obj);
	return err;
}

const struct flexnet_part *flexnet_object__part(const struct flexnet_object *obj)
{
	return obj->part_reason ? &obj->part : NULL;
}
