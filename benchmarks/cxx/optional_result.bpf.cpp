// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// A function that may have no result.
#include <flexnet/bpf_helpers.hpp>

#include <optional>

static std::optional<u16> port_of(const xdp_md &packet) {
  auto *at = reinterpret_cast<u16 *>(static_cast<long>(packet.data));
  if (reinterpret_cast<char *>(at + 18) >
      reinterpret_cast<char *>(static_cast<long>(packet.data_end)))
    return std::nullopt;
  return at[17];
}

SEC("xdp") int web(xdp_md *ctx) {
  std::optional<u16> port = port_of(*ctx);
  if (!port)
    return XDP_ABORTED;
  return *port == __builtin_bswap16(80) ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
