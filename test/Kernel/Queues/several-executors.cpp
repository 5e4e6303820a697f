// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Each executor is a program of its own with its own policy, on the same queues.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:6 high low low high | FileCheck %s
// CHECK: by_high 1{{$}}
// CHECK: by_low 4{{$}}
#include <flexnet/flexnet.h>
flexnet::queues<2> work SEC(".maps");
u64 began, by_high, by_low;
SEC("syscall") int start(void *ctx) {
  co_await queue_insert(work, ctx, began++ % 3 ? 1 : 0);
  return 0;
}
SEC("flexnet/executor") void high(void) {
  coro_t coro = queue_pop_front(work, 0);
  by_high += coro && queue_depth(work, 0) == 1;
  coro.resume();
}
SEC("flexnet/executor") void low(void) {
  for (u32 i = 0; i < 2; i++) {
    coro_t coro = queue_pop_front(work, 1);
    by_low += !!coro;
    coro.resume();
  }
}
char LICENSE[] SEC("license") = "GPL";
