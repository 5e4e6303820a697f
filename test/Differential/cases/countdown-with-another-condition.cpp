// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A countdown is left by a number that does not change, too. LLVM asks for both in one condition.
// REQUIRES: kernel-bpf
// RUN: %same %s
#include "program.h"
flexnet::queues<1, {.depth = 8, .full = flexnet::drop}> q0 SEC(".maps");
flexnet::prio_queues<1, {.depth = 16, .unsuspendable = flexnet::deliver, .full = flexnet::drop}> q1 SEC(".maps");
SEC("flexnet/executor") void drain(void) {
  for (u32 i = 0; i < queue_count(q0); i++)
    queue_pop_front(q0, i).resume();
  for (u32 i = 0; i < queue_count(q1); i++)
    queue_pop_front(q1, i).resume();
}
memory p0 OBSERVED = {};
SEC("xdp") int p0_c2(xdp_md *ctx) {
  u64 a = word_of(ctx, 0);
  u32 b = u32(word_of(ctx, 2));
  u32 v3[4] = {b, 15u, 1u, 0u};
  co_await queue_insert(q0, ctx, 0);
  for (u32 i7 = below<4>(b); i7 > 0; i7--) {
    co_await queue_insert(q1, ctx, 0, u64(i7));
    v3[below<4>(i7)] = u32(word_of(ctx, below<8>(i7)));
    if (b >= 3u)
      break;
  }
  effect(a);
  effect(v3[below<4>(b)]);
  RETURN XDP_TX;
}
PROGRAM(p0,
  START(xdp_carried, xdp_md, p0_c2),
  START(xdp_carried, xdp_md, p0_c2),
  EXECUTE(drain, 0, false),
  EXECUTE(drain, 0, false),
  DELIVER,
  EXECUTE(drain, 0, false),
  DELIVER,
  DELIVER,
)
