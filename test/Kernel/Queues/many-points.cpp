// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Eight suspension points on one set, of two coroutines: each goes on at its own.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s one:2 two:3 serve:20 | FileCheck %s
// CHECK: first 2468
// CHECK: second 3333
#include <flexnet/flexnet.h>
flexnet::queues<4> work SEC(".maps");
u64 first, second;
#define STEP(to, n) co_await queue_insert(work, ctx, n & 3); to += n;
SEC("syscall") int one(void *ctx) {
  STEP(first, 1000) STEP(first, 200) STEP(first, 30) STEP(first, 4)
  return 0;
}
SEC("syscall") int two(void *ctx) {
  STEP(second, 1000) STEP(second, 100) STEP(second, 10) STEP(second, 1)
  return 0;
}
SEC("flexnet/executor") void serve(void) {
  for (u32 i = 0; i < queue_count(work); i++)
    queue_pop_front(work, i).resume();
}
char LICENSE[] SEC("license") = "GPL";
