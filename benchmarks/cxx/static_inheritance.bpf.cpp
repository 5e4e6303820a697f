// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// A filter that its derived class completes.
#include <flexnet/bpf_helpers.hpp>

template <class Derived> struct filter_base {
  int run(const xdp_md &packet) const {
    if (!packet.ingress_ifindex)
      return XDP_ABORTED;
    return static_cast<const Derived *>(this)->accepts(packet) ? XDP_PASS : XDP_DROP;
  }
};

struct long_enough : filter_base<long_enough> {
  u32 least = 60;
  bool accepts(const xdp_md &packet) const { return packet.data_end - packet.data >= least; }
};

SEC("xdp") int filter(xdp_md *ctx) { return long_enough().run(*ctx); }

char LICENSE[] SEC("license") = "Dual BSD/GPL";
