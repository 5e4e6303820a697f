// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A loop counts from 0, also where a number that is kept was found to be 0: LLVM takes that one.
// REQUIRES: kernel-bpf
// RUN: %same %s
#include "program.h"
flexnet::queues<2, {.depth = 16, .full = flexnet::deliver}> q0 SEC(".maps");
SEC("flexnet/executor") void drain(void) {
  for (u32 i = 0; i < queue_count(q0); i++)
    queue_pop_front(q0, i).resume();
}
memory p0 OBSERVED = {};
static inline s16 p0_f1(s32 a, u32 b) {
  u32 i2 = 0;
  do {
    i2++;
    a |= s32(p0.words[below<4>(multiply<u32>(u32(a), b))]);
    b ^= divide<u32>(u32(p0.words[below<4>(remainder_of<u32>(i2, b))]), i2);
  } while (i2 < 2);
  effect(p0.words[below<4>(b)]);
  return s16(s32(5u));
}
static __noinline u8 p0_f5(s32 a, u32 b) {
  effect(u64(p0_f1(remainder_of<s32>(a, s32(b)), b)));
  return u8(b);
}
SEC("xdp") int p0_c6(xdp_md *ctx) {
  u64 a = word_of(ctx, 0);
  u32 b = u32(word_of(ctx, 2));
  effect(p0_f5(2097151, u32(a)));
  co_await queue_insert(q0, ctx, 0);
  effect(p0_f5(s32(b), u32(word_of(ctx, 1))));
  RETURN XDP_DROP;
}
PROGRAM(p0,
  START(xdp_carried, xdp_md, p0_c6),
  START(xdp_carried, xdp_md, p0_c6),
  EXECUTE(drain, 0, false),
  EXECUTE(drain, 0, false),
  DELIVER,
  DELIVER,
)
