// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// A table computed by the compiler, in .rodata.
#include <flexnet/bpf_helpers.hpp>

struct bit_table {
  u8 bits[16] = {};
  constexpr bit_table() {
    for (u32 i = 1; i < 16; i++)
      bits[i] = bits[i / 2] + i % 2;
  }
  u8 operator[](u32 i) const { return bits[i & 15]; }
};
static constexpr bit_table bits;

SEC("xdp") int odd(xdp_md *ctx) {
  u32 x = ctx->rx_queue_index;
  return (bits[x] + bits[x >> 4]) & 1 ? XDP_DROP : XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
