// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A queue in order of a key is one worker's until its round is over.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:4 serve@0+ serve@1 | FileCheck --check-prefix=UNDER-WAY %s
// RUN: %run-queues %s start:4 serve@0 serve@1 | FileCheck --check-prefix=OVER %s
// UNDER-WAY: by_worker 1{{$}}
// OVER: by_worker 11
#include <flexnet/flexnet.h>
flexnet::prio_queues<1> work SEC(".maps");
u64 by_worker;
SEC("syscall") int start(void *ctx) {
  co_await queue_insert(work, ctx, 0, 7);
  return 0;
}
SEC("flexnet/executor") void serve(void) {
  coro_t coro = queue_pop_front(work, 0);
  if (coro)
    by_worker += this_worker() ? 10 : 1;
  coro.resume();
}
char LICENSE[] SEC("license") = "GPL";
