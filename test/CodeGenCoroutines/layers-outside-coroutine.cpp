// Outside of a coroutine nobody would ask which layers have run.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

SEC("xdp") int plain(struct xdp_md *ctx) {
  // CHECK: :[[#@LINE+1]]:3: error: protocol layers run only inside a coroutine; return XDP_PASS instead: 'plain' has no co_await
  eth_rcv(ctx);
  return 0;
}
