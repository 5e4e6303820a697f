// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A full prio_queues queue refuses by policy, whatever the key, and counts it.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:6 serve start serve:9 | FileCheck %s
// CHECK: resumed 5
// CHECK: point 0: queue_full 2
#include <flexnet/flexnet.h>
flexnet::prio_queues<1, {.depth = 4}> work SEC(".maps");
u64 began, resumed;
SEC("syscall") int start(void *ctx) {
  co_await queue_insert(work, ctx, 0, 100 - began++);
  resumed++;
  return 0;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
char LICENSE[] SEC("license") = "GPL";
