// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Listing 5 of the paper: receive and send side in one coroutine around a co_yield.
// REQUIRES: kernel-bpf
// RUN: %coro -O2 -c %s -o %t.o && %flexnet check %t.o | FileCheck %s
// RUN: %flexnet inspect %t.o | FileCheck --check-prefix=TABLE %s
// CHECK: rxtx_coro
// CHECK: flexnet_user_queue_resume
// TABLE: rxtx_coro
#include <flexnet/flexnet.h>
SEC("xdp")
int rxtx_coro(struct xdp_md *ctx) {
    eth_rcv(ctx);
    ip_rcv(ctx);
    tcp_rcv(ctx);
    socket_rcv(ctx);
    co_yield 0;
    socket_snd(ctx);
    tcp_snd(ctx);
    ip_snd(ctx);
    eth_snd(ctx);
    return 0;
}
char LICENSE[] SEC("license") = "GPL";
