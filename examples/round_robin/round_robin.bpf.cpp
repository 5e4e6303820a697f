// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// The smallest executor: packets wait in a queue for each group of flows, and take turns.
#include <flexnet/flexnet.h>

#include "../flow.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

flexnet::queues<8> flow_queues SEC(".maps");

/// The mapping policy: a flow's packets wait in one queue, in their order.
static u32 pick_queue_idx(struct xdp_md *ctx) {
  struct flow flow;
  if (!flow__read(&flow, ctx))
    return 0;
  return hash__scale(flow__hash(&flow), queue_count(flow_queues));
}

SEC("xdp") int round_robin(struct xdp_md *ctx) {
  co_await queue_insert(flow_queues, ctx, pick_queue_idx(ctx));
  eth_rcv(ctx);
  ip_rcv(ctx);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return 0;
}

/// A worker runs this again and again: a flow that floods its queue delays no other queue by
/// more than one packet.
SEC("flexnet/executor") void take_turns(void) {
  for (u32 i = 0; i < queue_count(flow_queues); i++)
    queue_pop_front(flow_queues, i).resume();
}
