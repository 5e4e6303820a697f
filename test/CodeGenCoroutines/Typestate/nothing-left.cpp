// Attributes leave nothing behind, and leave the user's own annotations alone.
// RUN: %coro -S -emit-llvm %s -o - | FileCheck %s --implicit-check-not=flexnet.moves --implicit-check-not=flexnet.argument
#include "Inputs/parser.h"

// CHECK: the user's own
// CHECK: @llvm.global.annotations = appending global [1 x
[[clang::annotate("the user's own")]] static u32 helper(parser &p) { return p.look(); }

// CHECK: define {{.*}} @rx(
SEC("xdp") int rx(struct xdp_md *ctx) {
  parser p;
  p.check();
  co_await queue_insert(ctx, p.length + ctx->rx_queue_index);
  u32 n = helper(p);
  p.finish();
  return n ? XDP_DROP : XDP_PASS;
}
