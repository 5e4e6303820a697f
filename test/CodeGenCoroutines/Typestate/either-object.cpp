// One object or another has no state that could be told.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include "Inputs/parser.h"

SEC("xdp") int rx(struct xdp_md *ctx) {
  parser a, b;
  a.check();
  b.check();
  parser &one = bpf_get_prandom_u32() & 1 ? a : b;
  // CHECK: :[[#@LINE+1]]:7: error: this is either 'a' or another object, so that neither's state is known afterwards: call it on each of them
  one.finish();
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}
