// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// Keys with operators.
#include <flexnet/bpf_helpers.hpp>

struct key {
  u32 high;
  u32 low;
  bool operator<(const key &other) const {
    return high != other.high ? high < other.high : low < other.low;
  }
};

SEC("xdp") int compare(xdp_md *ctx) {
  key a = {ctx->ingress_ifindex, ctx->rx_queue_index};
  key b = {ctx->data_end - ctx->data, 7u};
  return a < b ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
