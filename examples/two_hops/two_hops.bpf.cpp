// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
/// Two suspensions on two named queue sets: the CPU that received the packet spreads
/// by flow, the second chooses the CPU of the packet's service and hands it up there.
#include <flexnet/flexnet.h>

#include "../flow.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

flexnet::cpu_queues<64> flow_queues SEC(".maps");
flexnet::cpu_queues<64> service_queues SEC(".maps");

/// Bytes that arrived at their service, of packets that made both hops.
u64 bytes_served;

SEC("xdp") int two_hops(struct xdp_md *ctx) {
  struct flow flow;
  if (!flow__read(&flow, ctx))
    return XDP_PASS;
  u16 service = flow.destination;
  u32 hash = flow__hash(&flow);

  co_await queue_insert(flow_queues, ctx, hash__scale(hash, queue_count(flow_queues)));

  u32 length = ctx->data_end - ctx->data;
  co_await queue_insert(service_queues, ctx, service % queue_count(service_queues));

  __atomic_fetch_add(&bytes_served, length, __ATOMIC_RELAXED);
  eth_rcv(ctx);
  ip_rcv(ctx);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return 0;
}
