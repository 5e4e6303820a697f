// What resumes coroutines with loops is called in a loop, as a global function to the verifier,
// too: it walks through a static one in each turn.
// REQUIRES: bpftool
// RUN: %coro -O2 -c %s -o %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<4, {.depth = 8}> work SEC(".maps");
u64 served[8];

SEC("syscall") int start(u64 *ctx) {
  u32 n = ctx[0] & 7;
  co_await queue_insert(work, ctx, 0);
  for (u32 i = 0; i < n; i++)
    __atomic_fetch_add(&served[i], 1, __ATOMIC_RELAXED);
  return 0;
}

// CHECK: FUNC 'flexnet_resume' {{.*}}linkage=global
SEC("flexnet/executor") void serve(void) {
  for (u32 i = 0; i < queue_count(work); i++)
    queue_pop_front(work, i).resume();
}
