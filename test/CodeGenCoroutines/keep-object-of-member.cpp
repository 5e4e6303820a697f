// So it is with the object of a member function, which is on the caller's stack.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

struct steering {
  u32 seed;
  int steer(struct xdp_md *ctx) {
    // CHECK: :[[#@LINE+2]]:5: error: 'this' is the address of the caller's object (or of a lambda's captures) and lives across a co_await, where it cannot be kept
    // CHECK: :[[#@LINE+1]]:5: note: suspended here; copy the member or capture that is needed to a local variable before the co_await
    co_await queue_insert(ctx, 1);
    return seed;
  }
};

SEC("xdp") int rx(struct xdp_md *ctx) {
  steering s = {bpf_get_prandom_u32()};
  return s.steer(ctx);
}
