// A coroutine that began with the layers returns only after the last of them.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  eth_rcv(ctx);
  ip_rcv(ctx);
  // CHECK: :[[#@LINE+1]]:3: error: the coroutine returns after some protocol layers only: tcp_rcv() or udp_rcv() is missing
  return 0;
}
