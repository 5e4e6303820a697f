// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// An executor reads the key of what comes next, and leaves what is not due yet.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:5 serve:5 tick serve:5 | FileCheck %s
// CHECK: due 5
// CHECK: resumed_before 3
#include <flexnet/flexnet.h>
flexnet::prio_queues<1, {.depth = 16}> work SEC(".maps");
u64 began, now = 30, due, resumed_before;
SEC("syscall") int start(void *ctx) {
  u64 deadline = 50 - 10 * began++;
  co_await queue_insert(work, ctx, 0, deadline);
  due++;
  return 0;
}
SEC("syscall") int tick(void *) {
  resumed_before = due;
  now = 100;
  return 0;
}
SEC("flexnet/executor") void serve(void) {
  prio_queue_head head = queue_peek(work, 0);
  if (head && head.key <= now)
    queue_pop_front(work, 0).resume();
}
char LICENSE[] SEC("license") = "GPL";
