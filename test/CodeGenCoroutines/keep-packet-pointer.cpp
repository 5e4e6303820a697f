// A pointer into the packet cannot be kept: the packet moves.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

SEC("xdp") int rx(struct xdp_md *ctx) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'first' is a pointer into the packet and lives across a co_await, where it cannot be kept
  u8 *first = reinterpret_cast<u8 *>(static_cast<unsigned long>(ctx->data));
  // CHECK: :[[#@LINE+1]]:3: note: suspended here; read ctx->data and ctx->data_end again after the co_await, and check the bounds again
  co_await queue_insert(ctx, 1);
  if (reinterpret_cast<unsigned long>(first + 1) > ctx->data_end)
    return XDP_DROP;
  return *first;
}
