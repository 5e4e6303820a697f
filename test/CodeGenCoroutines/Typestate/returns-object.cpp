// A function that returns the object it acts on can be followed by the next one.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

enum class step { one, two };
struct builder {
  u32 n = 0;
  [[flexnet::moves(step::one, step::two)]] builder &begin() { n = 1; return *this; }
  [[flexnet::moves(step::two, step::one)]] builder &end() { n = 2; return *this; }
};

SEC("xdp") int rx(struct xdp_md *ctx) {
  builder b;
  b.begin().end().begin();
  co_await queue_insert(ctx, b.n);
  // CHECK: :[[#@LINE+1]]:11: error: end() needs 'step::two', and 'b' is in 'step::one' here: begin() comes next
  b.end().end();
  return XDP_PASS;
}
