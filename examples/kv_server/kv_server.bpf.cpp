// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
/// Requests to the key-value server yield to it where the packet came in; its answer leaves
/// by the same device when the coroutine goes on.
#include <flexnet/flexnet.h>

#include "request.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/// Answers sent, and the nanoseconds from each request's arrival until then.
u64 answered, service_ns;

SEC("xdp") int kv_server(struct xdp_md *ctx) {
  if (!is_request(ctx))
    return XDP_PASS;
  u64 arrived = bpf_ktime_get_ns();
  eth_rcv(ctx);
  ip_rcv(ctx);
  udp_rcv(ctx);
  socket_rcv(ctx);

  co_yield 0; // the application handles the request

  __atomic_fetch_add(&answered, 1, __ATOMIC_RELAXED);
  __atomic_fetch_add(&service_ns, bpf_ktime_get_ns() - arrived, __ATOMIC_RELAXED);
  socket_snd(ctx);
  udp_snd(ctx);
  ip_snd(ctx);
  eth_snd(ctx);
  return 0;
}
