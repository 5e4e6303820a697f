// Members of one object are objects, too.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include "Inputs/parser.h"

struct both {
  parser head, body;
};

SEC("xdp") int rx(struct xdp_md *ctx) {
  both b;
  b.head.check();
  b.body.check();
  co_await queue_insert(ctx, b.head.look());
  b.head.finish();
  u32 n = b.body.look();
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: look() needs 'parse::checked', and 'b' is in 'parse::done' here
  return n + b.head.look();
}
