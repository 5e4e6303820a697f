// What goes on has the packet itself, and no context of XDP: helpers that take one are errors.
// RUN: not %coro -fflexnet-runtime=kernel -c %s -o %t.o 2>&1 \
// RUN:   | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<4> work SEC(".maps");
struct {
  __uint(type, BPF_MAP_TYPE_DEVMAP);
  __uint(max_entries, 8);
  __type(key, u32);
  __type(value, u32);
} devices SEC(".maps");

SEC("xdp") int adjusts_afterwards(struct xdp_md *ctx) {
  // CHECK: :[[#@LINE+2]]:{{[0-9]+}}: error: after a co_await the kernel runtime has the packet itself
  co_await queue_insert(work, ctx, 0);
  bpf_xdp_adjust_tail(ctx, -4);
  // CHECK: :[[#@LINE-2]]:3: note: suspended here, on 'work'
  return XDP_PASS;
}

SEC("xdp") int redirects_by_map(struct xdp_md *ctx) {
  // CHECK: :[[#@LINE+2]]:{{[0-9]+}}: error: bpf_redirect_map() after a co_await
  co_await queue_insert(work, ctx, 0);
  return bpf_redirect_map(&devices, 0, 0);
  // CHECK: :[[#@LINE-2]]:3: note: suspended here, on 'work'
}

SEC("xdp") int writes_behind_a_layer(struct xdp_md *ctx) {
  eth_rcv(ctx);
  co_await queue_insert(work, ctx, 0);
  u8 *at = reinterpret_cast<u8 *>(static_cast<unsigned long>(ctx->data));
  if (at + 1 <= reinterpret_cast<u8 *>(static_cast<unsigned long>(ctx->data_end)))
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: a packet is changed after it was suspended between protocol layers
    *at = 0;
  // CHECK: :[[#@LINE-5]]:3: note: suspended here, on 'work'
  ip_rcv(ctx);
  tcp_rcv(ctx);
  socket_rcv(ctx);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
