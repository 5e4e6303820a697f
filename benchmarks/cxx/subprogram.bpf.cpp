// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// A function of its own, with a reference to an object.
#include <flexnet/bpf_helpers.hpp>

struct digest {
  u64 sum;
  u32 count;

  [[gnu::noinline]] void feed(u32 value) {
    sum += value * 31ull;
    count++;
  }
  u64 result() const { return sum + count; }
};

SEC("xdp") int sum(xdp_md *ctx) {
  digest d = {};
  d.feed(ctx->ingress_ifindex);
  d.feed(ctx->rx_queue_index);
  return d.result() & 1 ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
