// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Work stealing: an executor serves its worker's queue, and if that is empty, another's.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:5 serve@1 serve@2:2 serve@3 | FileCheck %s
// CHECK: own 1{{$}}
// CHECK: stolen 3{{$}}
#include <flexnet/flexnet.h>
flexnet::queues<4> work SEC(".maps");
u64 own, stolen;
SEC("syscall") int start(void *ctx) {
  co_await queue_insert(work, ctx, 1);
  return 0;
}
SEC("flexnet/executor") void serve(void) {
  coro_t coro = queue_pop_front(work, this_worker());
  own += !!coro;
  for (u32 i = 1; i < queue_count(work) && !coro; i++) {
    coro = queue_pop_front(work, (this_worker() + i) % queue_count(work));
    stolen += !!coro;
  }
  coro.resume();
}
char LICENSE[] SEC("license") = "GPL";
