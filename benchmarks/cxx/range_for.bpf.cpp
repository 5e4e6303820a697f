// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// A loop over an array on the stack.
#include <flexnet/bpf_helpers.hpp>

#include <array>

SEC("xdp") int largest(xdp_md *ctx) {
  std::array values = {ctx->ingress_ifindex, ctx->rx_queue_index, ctx->data_end - ctx->data, 7u};
  u32 largest = 0;
  for (u32 value : values)
    if (value > largest)
      largest = value;
  return largest & 1 ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
