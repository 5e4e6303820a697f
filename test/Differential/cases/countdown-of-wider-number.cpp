// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A loop that counts down over a suspension starts from a number that LLVM made wider than the one
// that it compared with 0.
// REQUIRES: kernel-bpf
// RUN: %same %s
#include "program.h"
flexnet::queues<2, {.depth = 8, .unsuspendable = flexnet::drop, .full = flexnet::drop, .direct = true}> q0 SEC(".maps");
SEC("flexnet/executor") void drain(void) {
  for (u32 i = 0; i < queue_count(q0); i++)
    queue_pop_front(q0, i).resume();
}
SEC("raw_tp/sys_enter") int traced(void *) { return 0; }
memory p34 OBSERVED = {};
SEC("tc") int p34_c0(__sk_buff *ctx) {
  u64 a = word_of(ctx, 0);
  s8 v3 = s8(a);
  s8 v4[4] = {s8(-33u), s8((u32(a) >= u32(1048576u))), s8(6u), s8(2u)};
  {
    u32 i6 = below<4>(u32(a));
    while (i6) {
      i6--;
      {
        u32 i7 = 0;
        do {
          i7++;
          co_await queue_insert(q0, ctx, 0);
          v4[2] = v3;
        } while (i7 < 1);
      }
      effect(u64(i6));
    }
  }
  effect(u64(v4[below<4>(u32(a))]));
  RETURN 2;
}
PROGRAM(p34,
  START(tc, __sk_buff, p34_c0),
  START(tc, __sk_buff, p34_c0),
  EXECUTE(drain, 0, false),
  EXECUTE(drain, 0, false),
  EXECUTE(drain, 0, false),
  EXECUTE(drain, 0, false),
)
