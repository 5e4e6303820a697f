// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// Packets and bytes by protocol, in a per-CPU array.
#include <flexnet/maps.hpp>

struct counters {
  u64 packets;
  u64 bytes;
  void add(const xdp_md &packet) {
    packets++;
    bytes += packet.data_end - packet.data;
  }
};

flexnet::percpu_array_map<counters, 256> by_queue SEC(".maps");

SEC("xdp") int count(xdp_md *ctx) {
  if (counters *c = by_queue.lookup(ctx->rx_queue_index & 255))
    c->add(*ctx);
  return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
