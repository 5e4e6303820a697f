// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
/// Queues by destination port, from a table that user space fills while the program
/// runs. Ports that are not in it share the other queues by flow hash.
#include <flexnet/flexnet.h>

#include "../flow.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/// Destination port in host order -> queue. `bpftool map update` or port_priority.cpp.
struct port_table {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, 1024);
  __type(key, u32);
  __type(value, u32);
} ports SEC(".maps");

/// Packets that reached their queue: of listed ports, and of all others.
u64 listed, others;

SEC("xdp") int port_priority(struct xdp_md *ctx) {
  struct flow flow;
  if (!flow__read(&flow, ctx))
    return XDP_PASS;
  auto *chosen = static_cast<u32 *>(bpf_map_lookup_elem(&ports, &flow.destination));
  bool is_listed = chosen;
  u32 idx = chosen ? *chosen : hash__scale(flow__hash(&flow), queue_count());

  co_await queue_insert(ctx, idx);

  __atomic_fetch_add(is_listed ? &listed : &others, 1, __ATOMIC_RELAXED);
  eth_rcv(ctx);
  ip_rcv(ctx);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return 0;
}
