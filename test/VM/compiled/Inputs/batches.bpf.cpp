// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// All packets in the first of two queues; the executor takes few from each at a time, and so, last, none.
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

constexpr u32 few = 2;
flexnet::queues<2> work SEC(".maps");

SEC("xdp") int ramp_xdp(struct xdp_md *ctx) {
  co_await queue_insert(work, ctx, 0);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) {
  coro_t batch[few];
  for (u32 i = 0; i < queue_count(work); i++) {
    u32 n = queue_pop_batch(work, i, batch, few);
    for (u32 j = 0; j < n; j++)
      batch[j].resume();
  }
}
