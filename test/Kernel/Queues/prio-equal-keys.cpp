// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Of equal keys the oldest goes on first; the greatest and the least key are keys as others.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:40 serve:17 start:20 serve:43 serve | FileCheck %s
// CHECK: resumed 60
// CHECK-NOT: disordered
#include <flexnet/flexnet.h>
flexnet::prio_queues<2, {.depth = 64}> work SEC(".maps");
u64 began, resumed, disordered;
u64 last[2];
SEC("syscall") int start(void *ctx) {
  u64 number = began++;
  u64 key = number & 1 ? ~0ull : 0;
  co_await queue_insert(work, ctx, 1, key);
  resumed++;
  u64 *before = key ? &last[1] : &last[0];
  disordered += *before > number;
  *before = number;
  return 0;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 1).resume(); }
char LICENSE[] SEC("license") = "GPL";
