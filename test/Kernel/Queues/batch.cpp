// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// queue_pop_batch takes as many as there are, at most n, the oldest first.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:21 serve serve serve | FileCheck %s
// CHECK: resumed 21
// CHECK: sizes 16500
// CHECK-NOT: disordered
#include <flexnet/flexnet.h>
flexnet::queues<1> work SEC(".maps");
u64 began, resumed, disordered, sizes;
SEC("syscall") int start(void *ctx) {
  u64 number = began++;
  co_await queue_insert(work, ctx, 0);
  disordered += number != resumed++;
  return 0;
}
SEC("flexnet/executor") void serve(void) {
  coro_t batch[16];
  u32 n = queue_pop_batch(work, 0, batch, 16);
  sizes = sizes * 10 + n * 10;
  for (u32 i = 0; i < n; i++)
    batch[i].resume();
}
char LICENSE[] SEC("license") = "GPL";
