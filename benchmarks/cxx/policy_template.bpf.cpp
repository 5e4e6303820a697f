// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// A policy chosen at compile time.
#include <flexnet/bpf_helpers.hpp>

struct by_queue {
  static u32 key(const xdp_md &packet) { return packet.rx_queue_index; }
};
struct by_device {
  static u32 key(const xdp_md &packet) { return packet.ingress_ifindex; }
};

template <class Policy, u32 N> static int sample(const xdp_md &packet) {
  return Policy::key(packet) % N ? XDP_PASS : XDP_DROP;
}

SEC("xdp") int first(xdp_md *ctx) { return sample<by_queue, 3>(*ctx); }
SEC("xdp") int second(xdp_md *ctx) { return sample<by_device, 5>(*ctx); }

char LICENSE[] SEC("license") = "Dual BSD/GPL";
