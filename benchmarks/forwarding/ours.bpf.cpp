// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// IPv4 packets wait in a queue; the executor hands all that wait to the stack.
#include <flexnet/flexnet.h>

#include <linux/if_ether.h>

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

char _license[] SEC("license") = "GPL";

flexnet::queues<1, {.depth = 4096}> work SEC(".maps");

static bool is_ipv4(const struct xdp_md *ctx) {
  auto *eth = reinterpret_cast<const ethhdr *>(static_cast<long>(ctx->data));
  return reinterpret_cast<long>(eth + 1) <= static_cast<long>(ctx->data_end) &&
         eth->h_proto == bpf_htons(ETH_P_IP);
}

SEC("xdp") int forward(struct xdp_md *ctx) {
  if (is_ipv4(ctx))
    co_await queue_insert(work, ctx, 0);
  co_return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) {
  while (coro_t coro = queue_pop_front(work, 0))
    coro.resume();
}
