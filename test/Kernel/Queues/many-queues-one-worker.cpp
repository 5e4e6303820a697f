// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// N:1: one worker serves all queues in turn.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:24 serve@2:3 | FileCheck %s
// CHECK: resumed 24
// CHECK: queues_seen 255
#include <flexnet/flexnet.h>
flexnet::queues<8> work SEC(".maps");
u64 began, resumed, queues_seen;
SEC("syscall") int start(void *ctx) {
  u32 idx = began++ % 8;
  co_await queue_insert(work, ctx, idx);
  resumed++;
  queues_seen |= 1 << idx;
  return 0;
}
SEC("flexnet/executor") void serve(void) {
  for (u32 i = 0; i < queue_count(work); i++)
    queue_pop_front(work, i).resume();
}
char LICENSE[] SEC("license") = "GPL";
