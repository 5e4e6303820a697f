// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A packet waits at every boundary, with values in its frame, on queues of two executors. After the
// first wrong value everything is dropped.
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<2> before_l2 SEC(".maps");
flexnet::prio_queues<2> before_l3 SEC(".maps");
flexnet::queues<2> before_l4 SEC(".maps");
u64 wrong;

SEC("xdp") int ramp_xdp(struct xdp_md *ctx) {
  if (wrong)
    return XDP_DROP;
  u32 length = ctx->data_end - ctx->data;
  u64 began = bpf_ktime_get_ns();
  co_await queue_insert(before_l2, ctx, length & 1);
  u64 first = bpf_ktime_get_ns();
  eth_rcv(ctx);
  co_await queue_insert(before_l3, ctx, length & 1, length);
  if (first < began || bpf_ktime_get_ns() < first || length < 14)
    wrong++;
  ip_rcv(ctx);
  co_await queue_insert(before_l4, ctx, length & 1);
  if (bpf_ktime_get_ns() < began)
    wrong++;
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return XDP_PASS;
}

SEC("flexnet/executor") void ends(void) {
  for (u32 i = 0; i < queue_count(before_l2); i++) {
    queue_pop_front(before_l2, i).resume();
    queue_pop_front(before_l4, i).resume();
  }
}

SEC("flexnet/executor") void middle(void) {
  for (u32 i = 0; i < queue_count(before_l3); i++)
    queue_pop_front(before_l3, i).resume();
}
