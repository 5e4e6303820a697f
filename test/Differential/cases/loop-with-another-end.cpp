// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A loop that counts down ends by a number that is the same in each turn, too. What is left to
// count is small behind the suspension, as in front of it.
// REQUIRES: kernel-bpf
// RUN: %same %s
#include "program.h"
flexnet::queues<2, {.depth = 16, .unsuspendable = flexnet::deliver, .full = flexnet::deliver}> q0 SEC(".maps");
SEC("flexnet/executor") void drain(void) {
  for (u32 i = 0; i < queue_count(q0); i++)
    queue_pop_front(q0, i).resume();
}
memory p0 OBSERVED = {};
SEC("syscall") int p0_c0(input *ctx) {
  u32 b = u32(ctx->args[1]);
  s8 v = s8(b);
  for (u32 i = below<4>(add<u32>(u32(v), b)); i > 0; i--) {
    if (v > s8(-2u))
      break;
    co_await queue_insert(q0, 1);
  }
  effect(u64(b));
  RETURN 1;
}
PROGRAM(p0,
  START(syscall, input, p0_c0),
  START(syscall, input, p0_c0),
  EXECUTE(drain, 0, false),
  EXECUTE(drain, 0, false),
  EXECUTE(drain, 0, false),
)
