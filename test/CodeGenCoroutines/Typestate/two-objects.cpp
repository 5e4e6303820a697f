// Two objects in one function are in states of their own.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include "Inputs/parser.h"

SEC("xdp") int rx(struct xdp_md *ctx) {
  parser first, second;
  first.check();
  co_await queue_insert(ctx, first.look());
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: look() needs 'parse::checked', and 'second' is in 'parse::raw' here: check() comes next
  return second.look() ? XDP_DROP : XDP_PASS;
}
