// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// queue_depth, queue_peek and queue_sojourn_ns say what waits, and for how long, and take nothing.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s look start:3 sleep look serve look | FileCheck %s
// CHECK: depths 320
// CHECK: waited 1
// CHECK: peeked 2
#include <flexnet/flexnet.h>
flexnet::queues<4> work SEC(".maps");
/// Depth of queue 2 at each look, a decimal digit each; looks at which the oldest had waited
/// 50 ms or more and that of another queue nothing; looks at which one waited.
u64 depths, waited, peeked;
u64 looks;
volatile u32 absent = 99;
SEC("syscall") int start(void *ctx) {
  co_await queue_insert(work, ctx, 2);
  return 0;
}
SEC("syscall") int look(void *) {
  u64 digit[] = {1, 100, 10};
  u64 now = looks++;
  depths += queue_depth(work, 2) * (now < 3 ? digit[now] : 0);
  if (queue_depth(work, 1) || queue_depth(work, absent) || queue_sojourn_ns(work, 1))
    return 1;
  waited += now == 1 && queue_sojourn_ns(work, 2) >= 50000000;
  queue_head head = queue_peek(work, 2);
  peeked += head && head.sojourn_ns;
  return 0;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 2).resume(); }
char LICENSE[] SEC("license") = "GPL";
