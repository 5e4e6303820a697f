// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A reference to an element of a local array, whose index a function has bounded, outlives
// a suspension: the verifier knows that it is inside.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:3 serve:6 | FileCheck %s
// CHECK: sum 2247
#include <flexnet/flexnet.h>
flexnet::queues<1> work SEC(".maps");
u64 started, sum;
template <u32 N> static inline u32 below(u64 x) {
  asm("" : "+r"(x));
  return x & (N - 1);
}
SEC("syscall") int start(void *ctx) {
  u64 values[8] = {1, 20, 300};
  u64 &element = values[below<8>(started++)];
  co_await queue_insert(work, 0);
  sum += element; // 321 in all
  element *= 4;
  co_await queue_insert(work, 0);
  sum += values[0] + values[1] + values[2];
  return 0;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
char LICENSE[] SEC("license") = "GPL";
