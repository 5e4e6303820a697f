// A call in a helper function of a helper function is followed; notes say who called.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

static void third(struct xdp_md *ctx) {
  // CHECK: :[[#@LINE+1]]:3: error: ip_rcv() needs 'layer::eth', and 'ctx' is in 'layer::start' here: eth_rcv() comes next
  ip_rcv(ctx);
}
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: note: called from here
static void second(struct xdp_md *ctx) { third(ctx); }
// CHECK: :[[#@LINE+1]]:{{[0-9]+}}: note: called from here
static void first(struct xdp_md *ctx) { second(ctx); }

SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  // CHECK: :[[#@LINE+1]]:3: note: called from here
  first(ctx);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return 0;
}
