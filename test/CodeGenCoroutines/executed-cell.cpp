// A cell of an executor queue holds its header, 8 bytes, and the largest frame: 24 bytes for the
// two points' 1 + 8 and 1 bytes. The memory of the set is a variable of that size.
// RUN: %coro -c %s -o %t.o
// RUN: llvm-readelf -sW %t.o | FileCheck %s
// RUN: %flexnet inspect %t.o | FileCheck --check-prefix=INSPECT %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// 4 * (1216 + 16 * 24)
// CHECK: 6400 OBJECT GLOBAL DEFAULT {{.*}} work
// CHECK-NOT: flexnet_ready
// INSPECT: work: 4 queues of 16 coroutines, resumed by executors; 24 bytes each
flexnet::queues<4, {.depth = 16}> work SEC(".maps");
u64 sum;

SEC("syscall") int twice(void *ctx) {
  u64 started = bpf_ktime_get_ns();
  co_await queue_insert(work, ctx, 1);
  sum += started;
  co_await queue_insert(work, ctx, 2);
  sum++;
  return 0;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 1).resume(); }
