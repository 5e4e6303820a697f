// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// `.direct`: on its own CPU, with nobody waiting before it, a coroutine goes on at once.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s here other here serve:3 here | FileCheck %s
// CHECK: went_on 5
// CHECK: served 1
#include <flexnet/flexnet.h>
flexnet::queues<64, {.direct = true}> work SEC(".maps");
u64 went_on, served;
SEC("syscall") int here(void *ctx) {
  if (queue_depth(work, this_cpu()))
    return 1;
  co_await queue_insert(work, ctx, this_cpu());
  went_on++;
  return 0;
}
SEC("syscall") int other(void *ctx) {
  u64 twice = 2;
  co_await queue_insert(work, ctx, (this_cpu() + 1) % 64);
  went_on += twice;
  return 0;
}
SEC("flexnet/executor") void serve(void) {
  for (u32 i = 0; i < 64; i++)
    while (coro_t coro = queue_pop_front(work, i)) {
      served++;
      coro.resume();
    }
}
char LICENSE[] SEC("license") = "GPL";
