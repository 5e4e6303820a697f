// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// Work stealing as an executor's policy: a worker serves its own queues, and one that finds
/// them empty takes from the others'.
#include <flexnet/flexnet.h>

#include "../flow.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

flexnet::queues<8> work SEC(".maps");

/// Packets that the queue's own worker handed on, and that others did.
u64 own, stolen;

SEC("xdp") int steal_rx(struct xdp_md *ctx) {
  struct flow flow;
  u32 idx = flow__read(&flow, ctx) ? hash__scale(flow__hash(&flow), queue_count(work)) : 0;
  co_await queue_insert(work, ctx, idx);
  return XDP_PASS;
}

/// Whether queue `idx` belongs to this worker: they are dealt out in turn.
static bool is_own(u32 idx) { return idx % worker_count() == this_worker(); }

/// Hands on and counts one packet of queue `idx`, if one waits there and no other worker is at it.
static bool serve(u32 idx, u64 *counter) {
  coro_t coro = queue_pop_front(work, idx);
  if (!coro)
    return false;
  coro.resume();
  __atomic_fetch_add(counter, 1, __ATOMIC_RELAXED);
  return true;
}

SEC("flexnet/executor") void own_first(void) {
  bool served = false;
  for (u32 i = 0; i < queue_count(work); i++)
    if (is_own(i))
      served |= serve(i, &own);
  for (u32 i = 0; i < queue_count(work) && !served; i++)
    served = serve(i, &stolen);
}
