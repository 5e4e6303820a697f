// A coroutine that can end without a value, in a coroutine's words; other functions in clang's.
// RUN: %coro -fsyntax-only -fno-caret-diagnostics %s 2>&1 | FileCheck %s --implicit-check-not=warning:
// RUN: %coro -fsyntax-only -fno-caret-diagnostics -Wno-return-type -Werror %s
// RUN: not %coro -fsyntax-only -fno-caret-diagnostics -Werror=flexnet-no-verdict %s 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: %coro -fsyntax-only -fno-caret-diagnostics -Wno-flexnet-no-verdict %s 2>&1 | FileCheck %s --check-prefix=OFF
// ERROR: error: the coroutine can end here
// OFF-NOT: coroutine
// OFF: non-void function
#include <flexnet/flexnet.h>

SEC("xdp") int never(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
} // CHECK: :[[#@LINE]]:1: warning: the coroutine can end here without a verdict: return one, such as XDP_PASS [-Wflexnet-no-verdict]

SEC("xdp") int sometimes(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  if (ctx->rx_queue_index)
    return XDP_DROP;
} // CHECK: :[[#@LINE]]:1: warning: the coroutine can end here without a verdict

SEC("xdp") int always(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  for (;;) {
    if (ctx->rx_queue_index)
      return XDP_DROP;
    co_await queue_insert(ctx, 2);
  }
}

int plain(int x) {
  if (x)
    return 1;
} // CHECK: :[[#@LINE]]:1: warning: non-void function does not return a value in all control paths [-Wreturn-type]
