// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// Values of several types mixed into a hash.
#include <flexnet/bpf_helpers.hpp>

#include <bit>

template <class... Values> static u32 mix(Values... values) {
  u32 hash = 0;
  ((hash = std::rotl((hash ^ values) * 2654435761u, 13)), ...);
  return hash;
}

SEC("xdp") int hash(xdp_md *ctx) {
  return mix(ctx->ingress_ifindex, ctx->rx_queue_index, ctx->data_end - ctx->data) & 1 ? XDP_PASS
                                                                                  : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
