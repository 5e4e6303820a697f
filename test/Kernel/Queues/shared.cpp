// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// 1:N: from a shared queue every worker takes at any time, and each coroutine goes on once.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:4 serve@0+ serve@1+ serve@2+ serve@3+ serve@0 | FileCheck %s
// CHECK: resumed 4
// CHECK: by_worker 1111
#include <flexnet/flexnet.h>
flexnet::queues<1, {.shared = true}> work SEC(".maps");
u64 resumed, by_worker;
SEC("syscall") int start(void *ctx) {
  co_await queue_insert(work, ctx, 0);
  resumed++;
  return 0;
}
SEC("flexnet/executor") void serve(void) {
  coro_t coro = queue_pop_front(work, 0);
  u64 place = 1;
  for (u32 i = 0; i < 4; i++) {
    if (coro && i == this_worker())
      by_worker += place;
    place *= 10;
  }
  coro.resume();
}
char LICENSE[] SEC("license") = "GPL";
