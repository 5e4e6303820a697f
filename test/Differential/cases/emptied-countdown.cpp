// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// LLVM leaves nothing of a loop's body, and then compares the counter of the turn before.
// REQUIRES: kernel-bpf
// RUN: %same %s
#include "program.h"
flexnet::cpu_queues<4, {.depth = 3, .unsuspendable = flexnet::deliver}> q0 SEC(".maps");
NAMED_SET(q0)
memory p135 OBSERVED = {};
SEC("xdp") int p135_c11(xdp_md *ctx) {
  u32 b = u32(word_of(ctx, 2));
  u32 i16 = below<4>(u32(word_of(ctx, 1)));
  while (i16) {
    i16--;
    b = i16;
  }
  co_await queue_insert(q0, ctx, 0);
  effect(u64(b));
  RETURN 2;
}
PROGRAM(p135,
  START(xdp, xdp_md, p135_c11),
  START(xdp, xdp_md, p135_c11),
  CPUMAP(6),
  CPUMAP(0),
)
