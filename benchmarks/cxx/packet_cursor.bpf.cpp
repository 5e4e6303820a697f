// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// Header after header, each with its bounds check.
#include <flexnet/bpf_helpers.hpp>

#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>

class cursor {
public:
  explicit cursor(const xdp_md &packet)
      : at(reinterpret_cast<char *>(static_cast<long>(packet.data))),
        end(reinterpret_cast<char *>(static_cast<long>(packet.data_end))) {}

  template <class Header> Header *take() {
    char *start = at;
    if (start + sizeof(Header) > end)
      return nullptr;
    at = start + sizeof(Header);
    return reinterpret_cast<Header *>(start);
  }

private:
  char *at;
  char *end;
};

SEC("xdp") int drop_udp(xdp_md *ctx) {
  cursor c(*ctx);
  auto *eth = c.take<ethhdr>();
  if (!eth || eth->h_proto != __builtin_bswap16(ETH_P_IP))
    return XDP_PASS;
  if (auto *ip = c.take<iphdr>())
    return ip->protocol == IPPROTO_UDP ? XDP_DROP : XDP_PASS;
  return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
