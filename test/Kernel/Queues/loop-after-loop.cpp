// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// An executor takes from one queue until it is empty, then from another.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:5 serve | FileCheck %s
// CHECK: resumed 5
#include <flexnet/flexnet.h>
flexnet::queues<2> work SEC(".maps");
u64 started, resumed;
SEC("syscall") int start(void *ctx) {
  co_await queue_insert(work, started++ & 1);
  resumed++;
  return 0;
}
SEC("flexnet/executor") void serve(void) {
  while (coro_t coro = queue_pop_front(work, 0))
    coro.resume();
  while (coro_t coro = queue_pop_front(work, 1))
    coro.resume();
}
char LICENSE[] SEC("license") = "GPL";
