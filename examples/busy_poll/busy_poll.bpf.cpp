// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// Batches without interrupts: each worker polls the queue of its number until it has a batch,
/// and hands the batch on.
#include <flexnet/flexnet.h>

#include "../flow.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

constexpr int batch_size = 16;

/// Queue i is worker i's; there are as many as `--workers` says.
flexnet::queues<8> polled SEC(".maps");
const volatile u32 pollers = 1;

/// Batches handed on, and the packets in them.
u64 batches, packets;

SEC("xdp") int busy_poll_rx(struct xdp_md *ctx) {
  struct flow flow;
  u32 idx = flow__read(&flow, ctx) ? hash__scale(flow__hash(&flow), pollers) : 0;
  co_await queue_insert(polled, ctx, idx);
  return XDP_PASS;
}

SEC("flexnet/executor") void poll_and_batch(void) {
  coro_t batch[batch_size];
  u32 mine = this_worker();
  int n = 0;
  while (n < batch_size) // ends after FLEXNET_POLLS polls in vain, with what there is
    if ((batch[n] = queue_pop_front(polled, mine)))
      n++;
    else
      busy_poll();
  for (int i = 0; i < n; i++)
    batch[i].resume();
  if (n) {
    __atomic_fetch_add(&batches, 1, __ATOMIC_RELAXED);
    __atomic_fetch_add(&packets, n, __ATOMIC_RELAXED);
  }
}
