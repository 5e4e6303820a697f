// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Every third packet is dropped by what goes on; nobody takes the second queue, which holds four.
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1> work SEC(".maps");
flexnet::queues<1, {.depth = 4, .full = flexnet::deliver}> small SEC(".maps");
const volatile u32 wait = WAIT;
u64 packets, gone_on;

SEC("xdp") int ramp_xdp(struct xdp_md *ctx) {
  u32 number = packets++;
  if (wait)
    co_await queue_insert(small, ctx, 0);
  else
    co_await queue_insert(work, ctx, 0);
  gone_on++;
  return number % 3 == 2 ? XDP_DROP : XDP_PASS;
}

SEC("flexnet/executor") void serve(void) {
  queue_pop_front(work, 0).resume();
  if (!wait)
    queue_pop_front(small, 0).resume();
}
