// A coroutine is a program, or part of one: it returns a number.
// RUN: not %coro -fsyntax-only %s 2>&1 | FileCheck --implicit-check-not=error: %s

#include <flexnet/flexnet.h>

flexnet::queues<4> work SEC(".maps");

struct policy {
  // Right: after the object.
  int steer(struct xdp_md *ctx) {
    co_await queue_insert(ctx, 1);
    return XDP_PASS;
  }
};

// Right: executor queues need no context.
static int without_context(int) {
  co_await queue_insert(work, 1);
  return 0;
}
int instance = sizeof(without_context(1));

// CHECK: :[[@LINE+1]]:24: error: coroutine 'of_another_type' returns 'long': a coroutine is a BPF program, or part of one, and returns 'int'
[[gnu::noinline]] long of_another_type(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}

// CHECK: :[[@LINE+1]]:6: error: coroutine 'without_verdict' returns 'void'
void without_verdict(struct xdp_md *ctx) { co_await queue_insert(ctx, 1); }
