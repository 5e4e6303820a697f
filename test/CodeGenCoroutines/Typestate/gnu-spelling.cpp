// The GNU spelling takes what macros make.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

#define STEP(from, to) __attribute__((flexnet_moves(steps::from, steps::to)))
namespace steps {
enum { none, one, two };
}
void first(u32 *n STEP(none, one)) { (*n)++; }
void second(STEP(one, two) u32 *n) { (*n)++; }

SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 n = 0;
  // CHECK: :[[#@LINE+1]]:3: error: second() needs 'one', and 'n' is in 'none' here: first() comes next
  second(&n);
  co_await queue_insert(ctx, n);
  return XDP_PASS;
}
