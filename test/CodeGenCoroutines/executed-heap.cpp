// The memory of a set in order of a key: queues and cells as any set's, then, from a multiple of
// 64 on, for each queue a heap of 128 bytes and 32 for each coroutine.
// RUN: %coro -c %s -o %t.o
// RUN: llvm-readelf -sW %t.o | FileCheck %s
// RUN: %flexnet inspect %t.o | FileCheck --check-prefix=INSPECT %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// 3 * (1216 + 4 * 24) = 3936 -> 3968; + 3 * (128 + 4 * 32)
// CHECK: 4736 OBJECT GLOBAL DEFAULT {{.*}} work
// INSPECT: work: 3 queues of 4 coroutines{{.*}} in order of a key{{.*}} 24 bytes each, 4736 bytes in all
flexnet::prio_queues<3, {.depth = 4}> work SEC(".maps");
u64 sum;

SEC("syscall") int twice(void *ctx) {
  u64 started = bpf_ktime_get_ns();
  co_await queue_insert(work, ctx, 1, started);
  sum += started;
  co_await queue_insert(work, ctx, 2, 7);
  sum++;
  return 0;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 1).resume(); }
