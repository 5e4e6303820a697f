// A coroutine takes the packet's context and returns a verdict.
// RUN: not %coro -fsyntax-only %s 2>&1 | FileCheck --implicit-check-not=error: %s

#include <flexnet/flexnet.h>

struct policy {
  // Right: after the object.
  int steer(struct xdp_md *ctx) {
    co_await queue_insert(ctx, 1);
    return XDP_PASS;
  }
  // CHECK: :[[@LINE+1]]:7: error: coroutine 'wrong' has no packet to suspend: make 'struct xdp_md *' its first parameter, or the one after an object
  int wrong(int) { co_return 1; }
};

// CHECK: :[[@LINE+1]]:16: error: coroutine 'without_context' has no packet to suspend
SEC("xdp") int without_context() { co_return XDP_PASS; }

// CHECK: :[[@LINE+1]]:16: error: coroutine 'of_another_context' has no packet to suspend
SEC("xdp") int of_another_context(struct __sk_buff *skb) { co_return XDP_PASS; }

// CHECK: :[[@LINE+1]]:24: error: coroutine 'of_another_type' returns 'long': it is an XDP program, which returns its verdict as 'int'
[[gnu::noinline]] long of_another_type(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}

// CHECK: :[[@LINE+1]]:6: error: coroutine 'without_verdict' returns 'void'
void without_verdict(struct xdp_md *ctx) { co_await queue_insert(ctx, 1); }

// CHECK: :[[@LINE+2]]:35: error: coroutine 'templated<int>' has no packet to suspend
template <class T>
[[gnu::always_inline]] static int templated(T) {
  co_return 1;
}
int instance = sizeof(templated(1)) + templated(2);
