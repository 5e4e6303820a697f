// A plain return in a coroutine means co_return, wherever it stands.
// RUN: %coro -fsyntax-only -Werror %s
// RUN: %coro -fsyntax-only -Xclang -ast-print %s | FileCheck %s

#include <flexnet/flexnet.h>

// CHECK: int late(struct xdp_md *ctx)
// CHECK: co_return 10;
SEC("xdp") int late(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  return 10;
}

// CHECK: int before_the_first_suspension(struct xdp_md *ctx)
// CHECK: co_return 20;
// CHECK: co_return 21;
int before_the_first_suspension(struct xdp_md *ctx) {
  if (ctx->data)
    return 20;
  co_await queue_insert(ctx, 1);
  return 21;
}

// CHECK: int in_statements(struct xdp_md *ctx)
// CHECK-NOT: {{ }}return
// CHECK: co_await
int in_statements(struct xdp_md *ctx) {
  int a[3] = {1, 2, 3};
  if (a[0] < 2 && (a)[1] < 3)
    return 30;
  switch (a[2]) {
  case 1:
    return 31;
  default: {
    return 32;
  }
  }
  do {
    return 33;
  } while (a[0]);
#pragma unroll
  for (int i = 0; i < 4; i++) {
    if (i)
      return 34;
  }
  int v = ({
    if (a[0])
      return 35;
    36;
  });
  co_await queue_insert(ctx, v);
  return 37;
}

struct [[gnu::packed]] base {};
struct policy : base {
  int a = 3, b{4};

  // CHECK: policy()
  // CHECK: {{ }}return;
  policy() : a(1), b{2} {
    if (a)
      return;
  }

  // CHECK: int in_class(struct xdp_md *ctx)
  // CHECK: co_return 40;
  // CHECK: co_return 41;
  int in_class(struct xdp_md *ctx) {
    if (a)
      return 40;
    co_await queue_insert(ctx, b);
    return 41;
  }

  // CHECK: auto operator()(struct xdp_md *ctx) const{{.*}} -> int
  // CHECK: co_return 42;
  auto operator()(struct xdp_md *ctx) const noexcept -> int {
    if (a)
      return 42;
    co_await queue_insert(ctx, b);
    return 43;
  }

  // CHECK: bool()
  // CHECK: {{ }}return false;
  operator bool() const { return false; }

  int out_of_class(struct xdp_md *ctx);
};

// CHECK: int policy::out_of_class(struct xdp_md *ctx)
// CHECK: co_return 44;
int policy::out_of_class(struct xdp_md *ctx) {
  if (a)
    return 44;
  co_await queue_insert(ctx, b);
  return 45;
}

// CHECK: int templated(xdp_md *ctx, T t)
// CHECK: co_return 50;
template <class T, int N = (3 > 2)>
  requires(N > 0)
int templated(xdp_md *ctx, T t) {
  if (N)
    return 50;
  co_await queue_insert(ctx, t);
  return 51;
}

// CHECK: int attributed(xdp_md *ctx)
// CHECK: co_return 60;
[[gnu::noinline]] __attribute__((section("xdp"))) int attributed [[gnu::used]] (xdp_md *ctx) {
  if (ctx->data)
    return 60;
  co_await queue_insert(ctx, 1);
  return 61;
}

// CHECK: int in_namespaces(xdp_md *ctx)
// CHECK: co_return 70;
namespace outer {
inline namespace inner {
extern "C" {
int in_namespaces(xdp_md *ctx) {
  if (ctx->data)
    return 70;
  co_await queue_insert(ctx, 1);
  return 71;
}
}
} // namespace inner
} // namespace outer

// CHECK: int without_suspension(xdp_md *ctx)
// CHECK: co_return 80;
// CHECK: co_return 81;
int without_suspension(xdp_md *ctx) {
  if (ctx->data)
    return 80;
  co_return 81;
}
