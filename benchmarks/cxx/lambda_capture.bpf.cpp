// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// A piece of code given to another.
#include <flexnet/bpf_helpers.hpp>

template <class Body> static void times(u32 n, Body body) {
  for (u32 i = 0; i < n; i++)
    body(i);
}

SEC("xdp") int sum(xdp_md *ctx) {
  u32 total = 0, base = ctx->rx_queue_index;
  times(4, [&](u32 i) { total += (base ^ i) * 2654435761u; });
  return total & 1 ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
