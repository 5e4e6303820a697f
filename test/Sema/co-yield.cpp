// co_yield suspends a packet: the coroutine must have one.
// RUN: %coro -c %s -o %t.o
// RUN: not %coro -DWITHOUT -c %s -o %t.o 2>&1 | FileCheck --implicit-check-not=error: %s

#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("xdp") int yields(struct xdp_md *ctx) {
  co_yield 0;
  return XDP_TX;
}

#ifdef WITHOUT
static int without(int) {
  // CHECK: :[[@LINE+1]]:3: error: this suspends a packet, and the coroutine has none: make 'struct xdp_md *' its first parameter
  co_yield 0;
  return 0;
}
SEC("xdp") int calls(struct xdp_md *ctx) { return without(1); }
#endif
