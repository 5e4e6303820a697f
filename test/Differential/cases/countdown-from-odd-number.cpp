// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// LLVM does not compare the start of a loop with 0, as the number is odd: the verifier does not
// know.
// REQUIRES: kernel-bpf
// RUN: %same %s
#include "program.h"
flexnet::cpu_queues<4, {.depth = 3, .unsuspendable = flexnet::deliver}> q0 SEC(".maps");
NAMED_SET(q0)
memory p366 OBSERVED = {};
SEC("xdp") int p366_c0(xdp_md *ctx) {
  u64 a = word_of(ctx, 0);
  co_await queue_insert(q0, ctx, 0);
  if (below<2>(a))
    for (u32 i2 = u32(below<4>(a)); i2 > 0; i2--)
      effect(shift_left<u64>(u64(i2), u32(a)));
  RETURN 2;
}
PROGRAM(p366,
  START(xdp, xdp_md, p366_c0),
  START(xdp, xdp_md, p366_c0),
  CPUMAP(6),
  CPUMAP(0),
)
