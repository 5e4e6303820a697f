// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// A coroutine that never has to suspend: its queue is empty, on its own CPU.
#include <flexnet/flexnet.h>

#include "measured.h"

flexnet::queues<64, {.direct = true}> work SEC(".maps");

SEC("xdp") int direct(struct xdp_md *ctx) {
  repeat(i)
    co_await queue_insert(work, ctx, this_cpu());
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, this_cpu()).resume(); }
