// What a return means is decided after macros and conditionals.
// RUN: %coro -fsyntax-only -Werror %s
// RUN: %coro -fsyntax-only -Xclang -ast-print %s | FileCheck %s
// RUN: %coro -fsyntax-only -Xclang -ast-print -DSUSPEND %s | FileCheck --check-prefix=SUSPEND %s
// RUN: %coro -E %s -o %t.ii
// RUN: %coro -fsyntax-only -Xclang -ast-print %t.ii | FileCheck %s

#include <flexnet/flexnet.h>

#define STASH(ctx) co_await queue_insert(ctx, 1)
#define OUT(v) return (v)
#define ENTER {

// CHECK: int by_macro(struct xdp_md *ctx)
// CHECK: co_return (10);
// CHECK: co_return (11);
int by_macro(struct xdp_md *ctx) ENTER
  if (ctx->data)
    OUT(10);
  STASH(ctx);
  OUT(11);
}

// CHECK: int in_a_skipped_region(struct xdp_md *ctx)
// CHECK: {{ }}return (20);
int in_a_skipped_region(struct xdp_md *ctx) {
  if (ctx->data)
    OUT(20);
#if 0
  co_await queue_insert(ctx, 1);
#endif
  return 21;
}

// CHECK: int by_condition(struct xdp_md *ctx)
// CHECK: {{ }}return 30;
// SUSPEND: int by_condition(struct xdp_md *ctx)
// SUSPEND: co_return 30;
int by_condition(struct xdp_md *ctx) {
  if (ctx->data)
    return 30;
#ifdef SUSPEND
  co_await queue_insert(ctx, 1);
#endif
  return 31;
}

// CHECK: int in_a_comment(struct xdp_md *ctx)
// CHECK: {{ }}return 40 + 
int in_a_comment(struct xdp_md *ctx) {
  const char *text = "co_await"; // co_await
  return 40 + text[0];
}
