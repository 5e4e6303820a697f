// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Listings 1 and 2 of the paper: each run of the executor takes one packet from each queue.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s rx_coro:5 rx_coro#65:2 exec_coro flexnet_deliver#2048:9 exec_coro:2 flexnet_deliver#2048:9 | FileCheck %s
// CHECK: rx_coro: 1, 64 bytes
// CHECK: exec_coro: 0
// CHECK: exec_coro: 0
// Of queue 0 went up three, of queue 1 two.
// CHECK: received 5
#include <flexnet/flexnet.h>
#define N 4
u64 received;
static u32 pick_queue_idx(struct xdp_md *ctx) {
  return (ctx->data_end - ctx->data) & 1;
}

SEC("xdp")
int rx_coro(struct xdp_md *ctx) {
    u32 idx = pick_queue_idx(ctx); // Pick queue idx based on flow
    co_await queue_insert(ctx, idx); // Stash in Rx queue
    received++;
    eth_rcv(ctx); // L2
    ip_rcv(ctx); // L3
    tcp_rcv(ctx); // L4
    socket_rcv(ctx); // Socket layer
    return 0;
}

SEC("flexnet/executor")
void exec_coro(void) {
    // On every invocation, drain a coroutine from each queue.
    for (int i = 0; i < N; i++) {
            coro_t coro = queue_pop_front(i);
            if (coro)
            coro.resume();
        }
}
char LICENSE[] SEC("license") = "GPL";
