// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// After a suspension, packets for the address that ends in 99 become ones for that which ends in 2.
#include <flexnet/flexnet.h>
#include <linux/if_ether.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1> work SEC(".maps");

SEC("xdp") int ramp_xdp(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0);
  auto *eth = reinterpret_cast<ethhdr *>(static_cast<unsigned long>(ctx->data));
  if (eth + 1 > reinterpret_cast<ethhdr *>(static_cast<unsigned long>(ctx->data_end)))
    return XDP_DROP;
  if (eth->h_dest[5] == 0x99)
    eth->h_dest[5] = 2;
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
