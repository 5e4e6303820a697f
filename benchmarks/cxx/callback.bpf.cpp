// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// bpf_loop() with a callback.
#include <flexnet/bpf_helpers.hpp>

struct state {
  u64 sum;
  u32 step;
};

SEC("xdp") int loop(xdp_md *ctx) {
  state s = {0, ctx->rx_queue_index};
  bpf_loop(
      100,
      [](u32 i, state *s) -> long {
        s->sum += i * s->step;
        return s->sum > 1000;
      },
      &s, 0);
  return s.sum & 1 ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
