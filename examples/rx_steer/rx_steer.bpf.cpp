// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
/// Receive steering: a flow's packets are moved to the CPU its 5-tuple hashes to, and
/// the protocol layers run there.
#include <flexnet/flexnet.h>

#include "../flow.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/// The mapping policy. Whatever is not IP goes to queue 0.
static u32 pick_queue_idx(struct xdp_md *ctx) {
  struct flow flow;
  if (!flow__read(&flow, ctx))
    return 0;
  return hash__scale(flow__hash(&flow), queue_count());
}

SEC("xdp") int rx_steer(struct xdp_md *ctx) {
  u32 idx = pick_queue_idx(ctx);
  co_await queue_insert(ctx, idx);
  eth_rcv(ctx);
  ip_rcv(ctx);
  tcp_rcv(ctx); // L4: UDP too, a stock kernel looks by itself
  socket_rcv(ctx);
  return 0;
}
