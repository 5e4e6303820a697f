// A lambda's parameter has attributes like a function's, and its body is followed.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include "Inputs/parser.h"

SEC("xdp") int rx(struct xdp_md *ctx) {
  parser p, q;
  auto look = [&]([[flexnet::needs(parse::checked)]] parser &what) { return what.length; };
  auto check_q = [&] { q.check(); };
  check_q();
  co_await queue_insert(ctx, look(q));
  // CHECK: :[[#@LINE+1]]:10: error: this lambda needs 'parse::checked', and 'p' is in 'parse::raw' here
  return look(p);
}
