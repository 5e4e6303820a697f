// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Packets in turn on the queues of one executor, or of two with -DEXECUTORS=2, which count what they took, and
// what each of the first two workers did.
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

#ifndef EXECUTORS
#define EXECUTORS 1
#endif

flexnet::queues<8> first SEC(".maps");
#if EXECUTORS > 1
flexnet::queues<8> second SEC(".maps");
#endif

u32 came;
u64 taken_by_first, taken_by_second, worker_0, worker_1;

static void count(u64 &counter) { __atomic_fetch_add(&counter, 1, __ATOMIC_RELAXED); }

SEC("xdp") int ramp_xdp(struct xdp_md *ctx) {
  u32 n = __sync_fetch_and_add(&came, 1);
#if EXECUTORS > 1
  if (n & 8)
    co_await queue_insert(second, ctx, n & 7);
  else
#endif
    co_await queue_insert(first, ctx, n & 7);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve_first(void) {
  for (u32 i = 0; i < queue_count(first); i++) {
    coro_t coro = queue_pop_front(first, i);
    if (!coro)
      continue;
    count(taken_by_first);
    count(this_worker() ? worker_1 : worker_0);
    coro.resume();
  }
}

#if EXECUTORS > 1
SEC("flexnet/executor") void serve_second(void) {
  for (u32 i = 0; i < queue_count(second); i++) {
    coro_t coro = queue_pop_front(second, i);
    if (!coro)
      continue;
    count(taken_by_second);
    count(this_worker() ? worker_1 : worker_0);
    coro.resume();
  }
}
#endif
