// A state outlives a suspension, as its object does.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include "Inputs/parser.h"

SEC("xdp") int right(struct xdp_md *ctx) {
  parser p;
  p.check();
  co_await queue_insert(ctx, 0);
  return p.look() ? XDP_DROP : XDP_PASS;
}

SEC("xdp") int wrong(struct xdp_md *ctx) {
  parser p;
  // CHECK-DAG: :[[#@LINE+1]]:5: note: check() brought 'p' to 'parse::checked' here
  p.check();
  co_await queue_insert(ctx, 0);
  // CHECK-DAG: :[[#@LINE+1]]:5: error: check() needs 'parse::raw', and 'p' is in 'parse::checked' here: finish() comes next
  p.check();
  return p.look() ? XDP_DROP : XDP_PASS;
}
u32 keep(parser &p) { p.check(); p.finish(); return 0; }
