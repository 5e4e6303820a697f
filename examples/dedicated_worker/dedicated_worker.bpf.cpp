// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// Workers of its own for what is urgent: one port has queues that no other traffic waits in,
/// and an executor that nothing else keeps busy.
#include <flexnet/flexnet.h>

#include "../flow.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/// Set before load: the destination port that is urgent.
const volatile u32 urgent_port = 443;

flexnet::queues<4> urgent SEC(".maps");
flexnet::queues<16> others SEC(".maps");

/// Packets that went up, of the urgent port and of all others.
u64 urgent_packets, other_packets;

SEC("xdp") int dedicated_worker(struct xdp_md *ctx) {
  struct flow flow;
  if (!flow__read(&flow, ctx))
    return XDP_PASS;
  u32 hash = flow__hash(&flow);
  if (flow.destination == urgent_port) {
    co_await queue_insert(urgent, ctx, hash__scale(hash, queue_count(urgent)));
    __atomic_fetch_add(&urgent_packets, 1, __ATOMIC_RELAXED);
  } else {
    co_await queue_insert(others, ctx, hash__scale(hash, queue_count(others)));
    __atomic_fetch_add(&other_packets, 1, __ATOMIC_RELAXED);
  }
  return XDP_PASS;
}

/// For the workers of the urgent port: as much as waits.
SEC("flexnet/executor") void serve_urgent(void) {
  for (u32 i = 0; i < queue_count(urgent); i++)
    while (coro_t coro = queue_pop_front(urgent, i))
      coro.resume();
}

/// For the worker of the rest: one from each queue.
SEC("flexnet/executor") void serve_others(void) {
  for (u32 i = 0; i < queue_count(others); i++)
    queue_pop_front(others, i).resume();
}
