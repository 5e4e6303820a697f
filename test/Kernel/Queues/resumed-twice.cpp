// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// However often it is resumed, by whatever copy of its handle, a coroutine goes on once.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:3 twice:3 | FileCheck %s
// CHECK: resumed 3
#include <flexnet/flexnet.h>
flexnet::queues<2> work SEC(".maps");
u64 resumed;
SEC("syscall") int start(void *ctx) {
  co_await queue_insert(work, ctx, 0);
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
