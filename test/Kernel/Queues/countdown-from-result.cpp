// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A loop counts down to 0 from what a function has bounded, over a suspension: the verifier sees
// that it ends.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:4 serve:12 | FileCheck %s
// CHECK: resumed 12
#include <flexnet/flexnet.h>
flexnet::queues<4> work SEC(".maps");
u64 started, resumed;
static __noinline u32 at_most(u64 x, u32 most) {
  asm("" : "+r"(x));
  return x < most ? x : most;
}
SEC("syscall") int start(void *ctx) {
  u32 id = started++;
  for (u32 i = at_most(id, 3); i > 0; i--) {
    co_await queue_insert(work, i == 1 ? 0 : id & 3);
    resumed++;
  }
  u32 rest = at_most(id, 3);
  while (rest) {
    rest--;
    co_await queue_insert(work, rest & 1);
    resumed++;
  }
  return 0;
}
SEC("flexnet/executor") void serve(void) {
  for (u32 i = 0; i < queue_count(work); i++)
    queue_pop_front(work, i).resume();
}
char LICENSE[] SEC("license") = "GPL";
