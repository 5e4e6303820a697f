// co_yield suspends a packet, which the coroutine must have, on a queue of its own.
// RUN: %coro -c %s -o %t.o
// RUN: not %coro -fsyntax-only -DQUEUE %s 2>&1 | FileCheck --check-prefix=QUEUE --implicit-check-not=error: %s
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

#ifdef QUEUE
void nothing();
SEC("xdp") int of_nothing(struct xdp_md *ctx) {
  // QUEUE: :[[@LINE+1]]:3: error: co_yield takes one value, which nobody reads: write 'co_yield 0'
  co_yield nothing();
  return XDP_PASS;
}
flexnet::queues<4> work SEC(".maps");
SEC("xdp") int on_queue(struct xdp_md *ctx) {
  // QUEUE: :[[@LINE+1]]:3: error: co_yield hands the packet to the application, on no queue that it is given: write co_await, or 'co_yield 0'
  co_yield queue_insert(work, ctx, 1);
  return XDP_PASS;
}
#endif
