// Layers are of the packet whose verdict the coroutine decides.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

flexnet::queues<4> work SEC(".maps");
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }

SEC("xdp") int rx(struct xdp_md *ctx) {
  auto coroutine = [=]() -> int {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: these layers are not of the coroutine's own packet, whose verdict they decide: make it a parameter of the coroutine
    eth_rcv(ctx); ip_rcv(ctx); tcp_rcv(ctx); socket_rcv(ctx);
    co_return 0;
  };
  return coroutine();
}
