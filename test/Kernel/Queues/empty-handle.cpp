// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// An empty coro_t, of an empty queue or one that is not there, is false and resumes nothing.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s serve start serve | FileCheck %s
// CHECK: empty 5
// CHECK: resumed 1
#include <flexnet/flexnet.h>
flexnet::queues<2> work SEC(".maps");
u64 empty, resumed;
SEC("syscall") int start(void *ctx) {
  co_await queue_insert(work, ctx, 1);
  resumed++;
  return 0;
}
SEC("flexnet/executor") void serve(void) {
  for (u32 i = 0; i < 3; i++) {
    coro_t coro = queue_pop_front(work, i);
    if (!coro)
      empty++;
    coro.resume();
  }
}
char LICENSE[] SEC("license") = "GPL";
