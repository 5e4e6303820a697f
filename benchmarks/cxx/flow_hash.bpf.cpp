// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// Packets by flow, in a hash that forgets the oldest.
#include <flexnet/maps.hpp>

struct flow {
  u32 source;
  u32 destination;
};

flexnet::lru_hash_map<flow, u64, 1024> flows SEC(".maps");

SEC("xdp") int count(xdp_md *ctx) {
  flow key = {ctx->ingress_ifindex, ctx->rx_queue_index};
  if (u64 *packets = flows.lookup(key))
    __sync_fetch_and_add(packets, 1);
  else
    flows.insert(key, 1);
  return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
