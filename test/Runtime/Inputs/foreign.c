// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* An ELF file of the host: nothing that FlexNet reads. */
int answer(void)
{
	return 42;
}
