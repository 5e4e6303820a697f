// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// The least key goes on first, whatever came first, through many turns of the intake.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:61 serve:30 start:61 serve:92 start:33 serve:33 serve | FileCheck %s
// CHECK: resumed 155
// CHECK-NOT: disordered
// CHECK-NOT: point
#include <flexnet/flexnet.h>
flexnet::prio_queues<3, {.depth = 128}> work SEC(".maps");
u64 began, resumed, last, disordered;
SEC("syscall") int start(void *ctx) {
  // Each of 0 .. 60, or 61 .. 121, or 122 .. 182, once and in no order.
  u64 key = began / 61 * 61 + began * 17 % 61;
  began++;
  co_await queue_insert(work, ctx, 1, key);
  disordered += key < last;
  last = key;
  resumed++;
  return 0;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 1).resume(); }
char LICENSE[] SEC("license") = "GPL";
