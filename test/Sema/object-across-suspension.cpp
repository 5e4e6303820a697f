// No object of a class with not_across_suspension lives at a co_await: local, member, base,
// element, temporary, of a template, in a lambda.
// RUN: not %coro -fsyntax-only -fno-caret-diagnostics %s 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>
#include <flexnet/lock.hpp>

class [[flexnet::not_across_suspension("close it before")]] file {
public:
  file() {}
  ~file();
  u32 queue() const;
};
struct member {
  file of;
};
struct derived : file {};
template <class T> struct __attribute__((flexnet_not_across_suspension("empty it before"))) holder {
  T value;
  ~holder() {}
};

SEC("xdp") int locals(struct xdp_md *ctx) {
  { file earlier; }
  if (file inner; ctx->rx_queue_index)
    return XDP_DROP;
  co_await queue_insert(ctx, 1); // nothing lives here
  // CHECK: :[[#@LINE+3]]:3: error: 'open' lives across this co_await, and its destructor would run in another program: close it before
  // CHECK: :[[#@LINE+1]]:8: note: 'open' is declared here; a block of its own '{ ... }' ends it earlier
  file open;
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}

SEC("xdp") int others(struct xdp_md *ctx) {
  {
    member m;
    co_await queue_insert(ctx, 1); // CHECK: :[[#@LINE]]:5: error: 'm' lives across this co_await
  }
  {
    derived d[2];
    co_yield 0; // CHECK: :[[#@LINE]]:5: error: 'd' lives across this co_yield
  }
  {
    holder<u32> h;
    co_await queue_insert(ctx, 1); // CHECK: :[[#@LINE]]:5: error: 'h' lives across this co_await{{.*}}: empty it before
  }
  for (flexnet::rcu_guard guard; ctx->rx_queue_index;)
    co_await queue_insert(ctx, 1); // CHECK: :[[#@LINE]]:5: error: 'guard' lives across this co_await
  const file &kept = file();
  co_await queue_insert(ctx, 1); // CHECK: :[[#@LINE]]:3: error: 'kept' lives across this co_await
  return XDP_PASS;
}

SEC("xdp") int temporary(struct xdp_md *ctx) {
  // CHECK: :[[#@LINE+2]]:3: error: a temporary 'file' lives across this co_await
  // CHECK: :[[#@LINE+1]]:30: note: it is made here, and lives to the end of the full expression
  co_await queue_insert(ctx, file().queue());
  return XDP_PASS;
}

SEC("xdp") int lambda(struct xdp_md *ctx) {
  file of_the_caller;
  return [](struct xdp_md *ctx) -> int {
    flexnet::preempt_guard guard;
    co_await queue_insert(ctx, 1); // CHECK: :[[#@LINE]]:5: error: 'guard' lives across this co_await
    return XDP_PASS;
  }(ctx);
}
