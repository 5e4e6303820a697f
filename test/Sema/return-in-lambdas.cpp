// Each lambda and local class decides for itself what its returns mean.
// RUN: %coro -fsyntax-only -Werror -Wno-unused %s
// RUN: %coro -fsyntax-only -Xclang -ast-print %s | FileCheck %s

#include <flexnet/flexnet.h>

// CHECK: int coroutines_in_a_function(xdp_md *ctx)
int coroutines_in_a_function(xdp_md *ctx) {
  // CHECK: co_return 10;
  // CHECK: co_return 11;
  auto coroutine = [](xdp_md *ctx) -> int {
    if (ctx->data)
      return 10;
    co_await queue_insert(ctx, 1);
    return 11;
  };
  struct local {
    // CHECK: {{ }}return 12;
    int function() { return 12; }
    // CHECK: co_return 13;
    int coroutine(xdp_md *ctx) {
      if (ctx->data)
        return 13;
      co_await queue_insert(ctx, 1);
      return 14;
    }
  } object;
  // CHECK: {{ }}return 15;
  if (ctx->data)
    return 15;
  return coroutine(ctx) + object.coroutine(ctx);
}

// CHECK: int functions_in_a_coroutine(xdp_md *ctx)
int functions_in_a_coroutine(xdp_md *ctx) {
  // CHECK: {{ }}return 20;
  auto plain = [&](int) { return 20; };
  // CHECK: {{ }}return 21;
  auto generic = []<class T>(T t) mutable noexcept { return 21; };
  // CHECK: {{ }}return 22;
  struct local {
    int function() { return 22; }
  } object;
  // CHECK: co_return 23;
  if (plain(1))
    return 23;
  co_await queue_insert(ctx, generic(object.function()));
  // CHECK: co_return plain({{.*}}
  // CHECK: {{ }}return 24;
  return plain([] { return 24; }());
}

// CHECK: global
// CHECK: co_return 30;
static auto global = [](xdp_md *ctx) -> int {
  if (ctx->data)
    return 30;
  co_await queue_insert(ctx, 1);
  return 31;
};
