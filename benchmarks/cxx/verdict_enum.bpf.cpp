// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// A switch over classes of packets.
#include <flexnet/bpf_helpers.hpp>

enum class kind : u8 { empty, small, large };

static kind kind_of(const xdp_md &packet) {
  u32 bytes = packet.data_end - packet.data;
  return bytes < 64 ? kind::empty : bytes < 512 ? kind::small : kind::large;
}

SEC("xdp") int choose(xdp_md *ctx) {
  switch (kind_of(*ctx)) {
    using enum kind;
  case empty:
    return XDP_DROP;
  case small:
    return XDP_TX;
  case large:
    return XDP_PASS;
  }
  return XDP_ABORTED;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
