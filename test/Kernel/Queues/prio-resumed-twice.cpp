// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// However often it is resumed, a coroutine goes on once, and its place is given back once.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:8 twice:8 start:8 twice:8 | FileCheck %s
// CHECK: resumed 16
// CHECK-NOT: point
#include <flexnet/flexnet.h>
flexnet::prio_queues<1, {.depth = 8}> work SEC(".maps");
u64 resumed;
SEC("syscall") int start(void *ctx) {
  co_await queue_insert(work, ctx, 0, resumed);
  resumed++;
  return 0;
}
SEC("flexnet/executor") void twice(void) {
  coro_t coro = queue_pop_front(work, 0), copy = coro;
  coro.resume();
  coro.resume();
  copy.resume();
}
char LICENSE[] SEC("license") = "GPL";
