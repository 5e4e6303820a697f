// What goes on has the packet itself, and no context of XDP.
// RUN: not %coro -fflexnet-runtime=kernel -c %s -o %t.o 2>&1 \
// RUN:   | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<4> work SEC(".maps");
u64 bytes;

SEC("xdp") int length_afterwards(struct xdp_md *ctx) {
  // CHECK: :[[#@LINE+2]]:{{[0-9]+}}: error: the context is used after a co_await, where the kernel runtime has the packet itself
  co_await queue_insert(work, ctx, 0);
  bytes += ctx->data_end - ctx->data;
  // CHECK: :[[#@LINE-2]]:3: note: suspended here, on 'work'
  return XDP_PASS;
}

SEC("xdp") int sends_it_back(struct xdp_md *ctx) {
  u32 queue = ctx->rx_queue_index;
  // CHECK: :[[#@LINE+1]]:3: error: after this co_await the coroutine returns a verdict that sends the packet, which the kernel runtime cannot do yet
  co_await queue_insert(work, ctx, 0);
  return queue ? XDP_TX : XDP_DROP;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
