// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Seed 1, program 440. Did not compile at any level: the array had memory of its own in each
// continuation, 576 bytes of stack in all.
// REQUIRES: kernel-bpf
// RUN: %same %s
#include "program.h"
flexnet::queues<2, {.depth = 16, .unsuspendable = flexnet::deliver, .full = flexnet::drop}> q0 SEC(".maps");
flexnet::hash_map<u32, u64, 16> table SEC(".maps");
flexnet::array_map<u64, 8> slots SEC(".maps");
OBSERVED_MAP(table)
OBSERVED_MAP(slots)
SEC("flexnet/executor") void serve0(void) {
  if (queue_depth(q0, 0) > 2)
    queue_pop_front(q0, 0).resume();
  else
    queue_pop_front(q0, 0).resume();
  effect(queue_depth(q0, 0));
}
SEC("flexnet/executor") void serve1(void) {
}
SEC("flexnet/executor") void drain(void) {
  for (u32 i = 0; i < queue_count(q0); i++)
    queue_pop_front(q0, i).resume();
}
SEC("raw_tp/sys_enter") int traced(void *) { return 0; }
memory p440 OBSERVED = {};
static __noinline u64 p440_f0(u32 a, u32 b) {
  return u64(5066565251139157783u);
}
SEC("tc") int p440_c1(__sk_buff *ctx) {
  u64 a = word_of(ctx, 0);
  u32 b = u32(word_of(ctx, 2));
  u64 v4[8] = {u64(4u), u64(1073741824u), u64(4u), u64(8u), u64(8u), u64(6u), u64(2u), u64(4470720919483275470u)};
  if ((co_await queue_insert(q0, ctx, below<2>(u32(2u))), true)) {
  }
  {
    {
      auto f6 = [&](u64 x7) -> u32 {
        slots.update(below<8>(below<16>(u32(3u))), u64(4u));
        effect(u64(bump<u64>(v4[6], u64(7u))));
        return u32(5u);
      };
      effect(u64(f6(u64(1048576u))));
    }
  }
  co_await queue_insert(q0, ctx, below<2>(u32(6u)));
  co_await queue_insert(q0, ctx, below<2>(u32(6u)));
  switch (below<4>(u64(6u))) {
    case 2: {
      {
        u32 i10 = 0;
        do {
          i10++;
          co_await queue_insert(q0, ctx, 0);
        } while (i10 < below<2>(add<u32>(u32(8192u), b)));
      }
    }
    break;
  }
  RETURN 2;
}
PROGRAM(p440,
)
