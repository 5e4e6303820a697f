// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Coroutines go on in the order in which they were suspended, through many turns of the ring.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:5 serve:2 start:3 serve:6 start:7 serve:7 start:8 serve:9 | FileCheck %s
// CHECK: began 23
// CHECK: resumed 23
// CHECK-NOT: disordered
#include <flexnet/flexnet.h>
flexnet::queues<1, {.depth = 8}> work SEC(".maps");
u64 began, resumed, disordered;
SEC("syscall") int start(void *ctx) {
  u64 number = began++;
  co_await queue_insert(work, ctx, 0);
  if (number != resumed++)
    disordered++;
  return 0;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
char LICENSE[] SEC("license") = "GPL";
