// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A loop is left as soon as its counter is small. LLVM then needs no other end, and the verifier
// must see that the counter is small from the beginning, also behind a suspension.
// REQUIRES: kernel-bpf
// RUN: %same %s
#include "program.h"
flexnet::queues<4, {.depth = 8, .full = flexnet::deliver}> q0 SEC(".maps");
SEC("flexnet/executor") void drain(void) {
  for (u32 i = 0; i < queue_count(q0); i++)
    queue_pop_front(q0, i).resume();
}
memory p0 OBSERVED = {};
SEC("syscall") int p0_c0(input *ctx) {
  u32 b = u32(ctx->args[0]), i = 2;
  while (i) {
    i--;
    co_await queue_insert(q0, below<4>(divide<u32>(1874194166u, b)));
    if (s32(i) <= 7)
      RETURN 2;
  }
  RETURN 1;
}
PROGRAM(p0,
  START(syscall, input, p0_c0),
  START(syscall, input, p0_c0),
  EXECUTE(drain, 0, false),
  EXECUTE(drain, 0, false),
)
