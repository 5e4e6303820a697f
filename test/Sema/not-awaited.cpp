// What queue_insert() returns is awaited; the fix puts co_await before it, and compiles.
// RUN: %coro -fsyntax-only %s 2>&1 | FileCheck %s --implicit-check-not=warning:
// RUN: cp %s %t.cpp && %coro -fsyntax-only -Xclang -fixit %t.cpp
// RUN: %coro -Werror -c %t.cpp -o %t.o
// RUN: %coro -fsyntax-only -fdiagnostics-parseable-fixits %s 2>&1 | FileCheck --check-prefix=FIX %s
#include <flexnet/flexnet.h>

SEC("xdp") int rx(struct xdp_md *ctx) {
  // CHECK: :[[#@LINE+2]]:3: warning: 'queue_insert' alone suspends nothing: write co_await before it [-Wflexnet-not-awaited]
  // FIX: fix-it:"{{.*}}":{[[#@LINE+1]]:3-[[#@LINE+1]]:3}:"co_await "
  queue_insert(ctx, ctx->rx_queue_index % queue_count());
  return XDP_PASS;
}

SEC("xdp") int awaited(struct xdp_md *ctx) {
  auto insert = queue_insert(ctx, 0);
  co_await insert;
  return XDP_PASS;
}
