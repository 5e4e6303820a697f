// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A coroutine that suspends in a loop, in branches and in nested functions keeps its place.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:2 serve:100 | FileCheck %s
// CHECK: sum 40
// CHECK: ended 2
#include <flexnet/flexnet.h>
flexnet::queues<4> work SEC(".maps");
u64 sum, ended;
SEC("syscall") int start(void *ctx) {
  for (u32 i = 0; i < 10; i++) {
    if (i % 2) {
      co_await queue_insert(work, ctx, 1);
      sum += 1;
    } else {
      co_await queue_insert(work, ctx, 2);
      sum += 3;
    }
  }
  ended++;
  return 0;
}
SEC("flexnet/executor") void serve(void) {
  for (u32 i = 0; i < queue_count(work); i++)
    queue_pop_front(work, i).resume();
}
char LICENSE[] SEC("license") = "GPL";
