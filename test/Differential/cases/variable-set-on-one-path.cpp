// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A variable is set on one path only, and read behind a suspension on that path only.
// REQUIRES: kernel-bpf
// RUN: %same %s
#include "program.h"
flexnet::queues<1, {.depth = 16}> q0 SEC(".maps");
SEC("flexnet/executor") void drain(void) {
  for (u32 i = 0; i < queue_count(q0); i++)
    queue_pop_front(q0, i).resume();
}
memory p0 OBSERVED = {};
SEC("syscall") int p0_c0(input *ctx) {
  u32 x, b = u32(ctx->args[1]);
  if (b & 1)
    x = u32(ctx->args[0]);
  co_await queue_insert(q0, 0);
  if (b & 1)
    effect(x);
  RETURN 1;
}
PROGRAM(p0,
  START(syscall, input, p0_c0),
  START(syscall, input, p0_c0),
  EXECUTE(drain, 0, false),
  EXECUTE(drain, 0, false),
)
