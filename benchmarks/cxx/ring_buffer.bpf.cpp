// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// An event for user space; none for an empty packet.
#include <flexnet/ringbuf.hpp>

struct event {
  u32 device;
  u32 bytes;
};

flexnet::ringbuf<65536> events SEC(".maps");

SEC("xdp") int report(xdp_md *ctx) {
  u32 bytes = ctx->data_end - ctx->data;
  if (auto e = events.reserve<event>()) {
    if (!bytes)
      return XDP_PASS;
    e->device = ctx->ingress_ifindex;
    e->bytes = bytes;
    e.submit();
  }
  return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
