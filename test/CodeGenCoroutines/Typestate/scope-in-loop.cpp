// A local in a loop is another object at every turn.
// RUN: %coro -c %s -o %t.o
#include "Inputs/parser.h"

SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 sum = 0;
  for (u32 i = 0; i < 4; i++) {
    parser p;
    p.check();
    sum += p.look();
    co_await queue_insert(ctx, sum);
    p.finish();
  }
  return XDP_PASS;
}
