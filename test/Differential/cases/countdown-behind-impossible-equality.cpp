// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// In a function, a counter of 1 to 3 is compared with a multiple of 8. The verifier walks on as if
// they could be equal, with a counter of 0, and must find the end of the loop from there.
// REQUIRES: kernel-bpf
// RUN: %same %s
#include "program.h"
flexnet::queues<4, {.depth = 16, .unsuspendable = flexnet::drop, .full = flexnet::drop, .shared = true}> q0 SEC(".maps");
SEC("flexnet/executor") void drain(void) {
  for (u32 i = 0; i < queue_count(q0); i++)
    queue_pop_front(q0, i).resume();
}
memory p0 OBSERVED = {};
static __noinline u8 p0_f3(s8 a, u32 b) {
  b ^= u32(p0.words[below<4>(u32(u64(a) == u64(b)))]);
  return u8(b);
}
SEC("syscall") int p0_c4(input *ctx) {
  u64 a = ctx->args[0];
  u32 b = u32(ctx->args[1]);
  u32 v5[2] = {multiply<u32>(u32(8u), u32(a)), u32(1u)};
  for (u32 i6 = below<4>(u32(v5[below<2>(b)])); i6 > 0; i6--) {
    co_await queue_insert(q0, 1);
    effect(u64(p0.words[below<4>(divide<u32>(i6, i6))]));
    effect(u64(p0_f3(s8(v5[below<2>(u32(0u))]), i6)));
  }
  effect(a);
  RETURN int(s32(b));
}
PROGRAM(p0,
  START(syscall, input, p0_c4),
  START(syscall, input, p0_c4),
  EXECUTE(drain, 0, false),
  EXECUTE(drain, 0, false),
  EXECUTE(drain, 0, false),
)
