// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Listing 4: what this machine sends waits behind the socket, and behind IP, on queues of two
// executors, with values in its frame.
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<2> before_l3 SEC(".maps");
flexnet::prio_queues<2> before_l2 SEC(".maps");
const volatile u32 idle = 0;
u64 wrong;

SEC("flexnet/tx") int tx(struct flexnet_tx *ctx) {
  u32 length = ctx->len;
  if (ctx->mark == 7)
    return 2; // TC_ACT_SHOT
  socket_snd(ctx);
  co_await queue_insert(before_l3, ctx, length & 1);
  tcp_snd(ctx);
  ip_snd(ctx);
  u64 then = bpf_ktime_get_ns();
  co_await queue_insert(before_l2, ctx, length & 1, length);
  if (length < 20 || bpf_ktime_get_ns() < then)
    wrong++;
  eth_snd(ctx);
  return wrong ? 2 : 0;
}

SEC("flexnet/executor") void upper(void) {
  for (u32 i = 0; i < queue_count(before_l3) && !idle; i++)
    queue_pop_front(before_l3, i).resume();
}

SEC("flexnet/executor") void lower(void) {
  for (u32 i = 0; i < queue_count(before_l2) && !idle; i++)
    queue_pop_front(before_l2, i).resume();
}
