// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// Two results of a function.
#include <flexnet/bpf_helpers.hpp>

struct range {
  u32 first;
  u32 last;
};

static range range_of(const xdp_md &packet) {
  u32 queue = packet.rx_queue_index;
  return {queue * 4, queue * 4 + 3};
}

SEC("xdp") int inside(xdp_md *ctx) {
  auto [first, last] = range_of(*ctx);
  u32 x = ctx->ingress_ifindex;
  return x >= first && x <= last ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
