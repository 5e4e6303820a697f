/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* In place of glibc's, which includes <gnu/stubs-32.h> for a machine it does not know. It
 * lists functions that the library lacks, and a BPF program has no library to call. */
