// A program whose jumps BPF cannot encode is the user's error, not a crash of the compiler.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=PLEASE
// CHECK: error: a program is too long: one of its jumps spans more than 32767 instructions
#include <flexnet/flexnet.h>
#define FOUR co_await queue_insert(ctx, 0); co_await queue_insert(ctx, 1); co_await queue_insert(ctx, 2); co_await queue_insert(ctx, 3);
#define SIXTEEN FOUR FOUR FOUR FOUR
SEC("xdp") int rx(struct xdp_md *ctx) {
  SIXTEEN SIXTEEN SIXTEEN FOUR FOUR FOUR
  return XDP_PASS;
}
