/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
/* Each array fits, both do not. */
static __attribute__((noinline)) long large_stack(long x) {
  volatile char a[300], b[300];
  a[x & 255] = x;
  b[x & 127] = a[x & 63];
  return a[3] + b[5];
}
