// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// queue_pop_batch takes those with the least keys, in their order.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:40 serve serve | FileCheck %s
// CHECK: resumed 40
// CHECK: sizes 3280
// CHECK-NOT: disordered
#include <flexnet/flexnet.h>
flexnet::prio_queues<1> work SEC(".maps");
u64 began, resumed, last, disordered, sizes;
SEC("syscall") int start(void *ctx) {
  u64 key = began++ * 17 % 41;
  co_await queue_insert(work, ctx, 0, key);
  disordered += key < last;
  last = key;
  resumed++;
  return 0;
}
SEC("flexnet/executor") void serve(void) {
  coro_t batch[32];
  u32 n = queue_pop_batch(work, 0, batch, 32);
  sizes = (sizes + n) * 10;
  for (u32 i = 0; i < n; i++)
    batch[i].resume();
}
char LICENSE[] SEC("license") = "GPL";
