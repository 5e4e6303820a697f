// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Where a counter is found equal to a number, LLVM counts on from that number, of which the verifier
// knows nothing.
// REQUIRES: kernel-bpf
// RUN: %same %s
#include "program.h"
flexnet::queues<1, {.depth = 16, .unsuspendable = flexnet::deliver, .full = flexnet::deliver}> q0 SEC(".maps");
SEC("flexnet/executor") void drain(void) {
  for (u32 i = 0; i < queue_count(q0); i++)
    queue_pop_front(q0, i).resume();
}
memory p0 OBSERVED = {};
SEC("syscall") int p0_c0(input *ctx) {
  u32 a = u32(ctx->args[0]), b = u32(ctx->args[1]);
  co_await queue_insert(q0, 0);
  u32 i = below<4>(a);
  while (i) {
    i--;
    if (i != b) {
      co_await queue_insert(q0, 0);
      effect(i);
    } else {
      effect(a);
    }
  }
  for (u32 j = 0; j < below<4>(a); j++) {
    co_await queue_insert(q0, 0);
    if (j != b)
      RETURN 2;
  }
  RETURN 1;
}
PROGRAM(p0,
  START(syscall, input, p0_c0),
  START(syscall, input, p0_c0),
  EXECUTE(drain, 0, false),
  EXECUTE(drain, 0, false),
  EXECUTE(drain, 0, false),
  EXECUTE(drain, 0, false),
)
