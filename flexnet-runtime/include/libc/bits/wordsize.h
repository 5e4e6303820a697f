/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* In place of glibc's, which asks for __x86_64__ and the like: BPF is a 64-bit machine. */
#define __WORDSIZE 64
#define __WORDSIZE_TIME64_COMPAT32 0
