// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
/// kv_server.bpf.cpp without the co_yield: requests go up to the server's socket, and the
/// kernel sends what the server writes to it.
#include <flexnet/flexnet.h>

#include "../kv_server/request.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/// Requests passed to the socket.
u64 received;

SEC("xdp") int kv_server_socket(struct xdp_md *ctx) {
  if (!is_request(ctx))
    return XDP_PASS;
  __atomic_fetch_add(&received, 1, __ATOMIC_RELAXED);
  eth_rcv(ctx);
  ip_rcv(ctx);
  udp_rcv(ctx);
  socket_rcv(ctx);
  co_return 0;
}
