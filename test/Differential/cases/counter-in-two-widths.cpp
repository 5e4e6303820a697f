// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// LLVM keeps a counter twice: 64 bits wide for an index, and 32 for the rest.
// REQUIRES: kernel-bpf
// RUN: %same %s
#include "program.h"
flexnet::cpu_queues<1, {.depth = 2, .unsuspendable = flexnet::deliver}> q0 SEC(".maps");
NAMED_SET(q0)
memory p0 OBSERVED = {};
SEC("xdp") int p0_c0(xdp_md *ctx) {
  u64 a = word_of(ctx, 0);
  u32 b = u32(word_of(ctx, 2));
  u16 v = u16(a);
  u32 i = below<4>(subtract<u32>(u32(a), b));
  while (i) {
    i--;
    if (u16(b ^ 6) < u16(a)) {
      co_await queue_insert(q0, ctx, 0);
      effect(p0.shorts[2]);
    }
    if (below<2>(s16(v)))
      effect(p0.words[below<4>(u32(a))]);
    v = s32(v) == s32(i) ? add<u16>(u16(b), u16(8760u)) : u16(~v);
    p0.numbers[below<4>(i)] = shift_right<s32>(s32(i), u32(s32(~s32(a))));
  }
  effect(v);
  RETURN 2;
}
PROGRAM(p0,
  START(xdp, xdp_md, p0_c0),
  START(xdp, xdp_md, p0_c0),
  CPUMAP(0),
  CPUMAP(0),
  CPUMAP(0),
)
