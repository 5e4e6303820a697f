// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// From a shared queue every worker takes at any time, in order of the keys.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:4 serve@0+ serve@1+ serve@2+ serve@3+ serve@0 | FileCheck %s
// CHECK: order 12340
#include <flexnet/flexnet.h>
flexnet::prio_queues<1, {.shared = true}> work SEC(".maps");
u64 began, order;
SEC("syscall") int start(void *ctx) {
  u64 key = 4 - began++;
  co_await queue_insert(work, ctx, 0, key);
  order = (order + key) * 10;
  return 0;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
char LICENSE[] SEC("license") = "GPL";
