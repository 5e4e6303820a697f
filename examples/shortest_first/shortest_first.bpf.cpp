// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// Shortest first: packets go on in the order of their flows' sizes so far, so that a short
/// request does not wait behind a long transfer.
#include <flexnet/flexnet.h>

#include "../flow.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

flexnet::prio_queues<1> waiting SEC(".maps");

/// Bytes of each flow that have arrived; the flows that have been quiet longest are forgotten.
struct {
  __uint(type, BPF_MAP_TYPE_LRU_HASH);
  __uint(max_entries, 16384);
  __type(key, struct flow);
  __type(value, u64);
} bytes_of SEC(".maps");

static u64 attained_service(const struct flow *flow, u64 length) {
  auto *bytes = static_cast<u64 *>(bpf_map_lookup_elem(&bytes_of, flow));
  if (bytes)
    return __atomic_add_fetch(bytes, length, __ATOMIC_RELAXED);
  bpf_map_update_elem(&bytes_of, flow, &length, BPF_ANY);
  return length;
}

SEC("xdp") int shortest_first(struct xdp_md *ctx) {
  struct flow flow;
  if (!flow__read(&flow, ctx))
    return XDP_PASS;
  u64 length = ctx->data_end - ctx->data;
  co_await queue_insert(waiting, ctx, 0, attained_service(&flow, length));
  return XDP_PASS;
}

SEC("flexnet/executor") void least_first(void) {
  while (coro_t coro = queue_pop_front(waiting, 0))
    coro.resume();
}
