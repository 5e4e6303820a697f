// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Seed 11, program 164. Was refused at -Os: the address of the packet, read in front of a loop and in
// it, was merged in 32 bits ("invalid mem access 'scalar'").
// REQUIRES: kernel-bpf
// RUN: %same %s
#include "program.h"
flexnet::cpu_queues<4, {.depth = 5, .full = flexnet::deliver, .unsuspendable = flexnet::drop}> q0 SEC(".maps");
NAMED_SET(q0)
flexnet::cpu_queues<1, {.depth = 6, .full = flexnet::deliver, .unsuspendable = flexnet::drop}> q1 SEC(".maps");
NAMED_SET(q1)
flexnet::hash_map<u32, u64, 16> table SEC(".maps");
flexnet::array_map<u64, 8> slots SEC(".maps");
OBSERVED_MAP(table)
OBSERVED_MAP(slots)
memory p164 OBSERVED = {};
SEC("xdp") int p164_c0(xdp_md *ctx) {
  u64 a = word_of(ctx, 0);
  u32 b = u32(word_of(ctx, 2));
  u32 v1 = u32(~b);
  s32 v2 = s32(a);
  for (u32 i3 = 0; i3 < 1; i3++) {
    if (((s64(v1) <= s64(8u)) || (v1 >= u32(952062211u))))
      continue;
    for (u32 i4 = 0; i4 < below<2>(u32(word_of(ctx, below<8>(u32(5u))))); i4++) {
      effect(u64(v2));
      effect(table.erase(below<16>(remainder_of<u32>(u32(65536u), u32(1u)))) ? 1 : 0);
    }
    effect(u64(((u16(v2) == u16(v1)) ? u64(3526290018536595287u) : u64(i3)) | u64(4u)));
  }
  p164.numbers[below<4>(u32(v2))] = s32(b);
  co_await queue_insert(q0, ctx, 0);
  {
    auto f6 = [&](s64 x7) -> s16 {
      v2 = s32(remainder_of<u64>(u64(b), u64(17984190267784508104u)));
      a |= u64(x7);
      return s16(p164.words[below<4>(u32(p164.words[below<4>(u32(p164.words[below<4>(u32(a))]))]))]);
    };
    effect(u64(f6(s64(s64(v1) ^ s64(b)))));
  }
  effect(u64(p164.words[below<4>(u32(p164.shorts[1]))]));
  RETURN int(below<4>(b));
}
PROGRAM(p164,
  START(xdp, xdp_md, p164_c0),
  CPUMAP(6),
  START(xdp, xdp_md, p164_c0),
  CPUMAP(0),
)
