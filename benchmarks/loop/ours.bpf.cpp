// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
/// A suspension in a loop: the packet visits as many CPUs as the low bits of its hash
/// say, from the one it hashes to onwards.
#include <flexnet/flexnet.h>

#include "../../examples/flow.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

flexnet::cpu_queues<64> queues SEC(".maps");

SEC("xdp") int loop(struct xdp_md *ctx) {
  struct flow flow;
  if (!flow__read(&flow, ctx))
    return XDP_PASS;
  u32 hash = flow__hash(&flow);
  u8 hops = hash & 3;
  for (u8 i = 0; i < hops; i++)
    co_await queue_insert(queues, ctx, ((hash >> 8) + i) % queue_count(queues));
  return XDP_PASS;
}
