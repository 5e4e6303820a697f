// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
/// Two structs and an array live across a suspension.
#include <flexnet/flexnet.h>

#include "../../examples/flow.h"
#include "summary.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

flexnet::cpu_queues<64> queues SEC(".maps");
struct summary total;

SEC("xdp") int structs(struct xdp_md *ctx) {
  struct flow flow;
  if (!flow__read(&flow, ctx))
    return XDP_PASS;
  struct endpoint from = {flow.addresses, static_cast<u16>(flow.ports)};
  struct endpoint to = {flow__hash(&flow), static_cast<u16>(flow.destination)};
  u32 words[WORDS];
  words__read(words, ctx);

  co_await queue_insert(queues, ctx, hash__scale(to.address, queue_count(queues)));

  summary__add(&total, &from, &to, words);
  return XDP_PASS;
}
