// The context belongs to one program run: a copy of its address in a local is refused.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

SEC("xdp") int rx(struct xdp_md *ctx) {
  // CHECK: error: 'box' is the context, stored in memory, and lives across a co_await, where it cannot be kept
  struct xdp_md *box[2] = {ctx, ctx};
  u32 at = bpf_get_prandom_u32() & 1;
  // CHECK: :[[#@LINE+1]]:3: note: suspended here; use the coroutine's own parameter after the co_await
  co_await queue_insert(ctx, 1);
  return box[at]->rx_queue_index;
}
