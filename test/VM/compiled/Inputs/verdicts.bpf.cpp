// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Every third packet is dropped by what goes on; if `wait` says so, packets come to a queue that
// nobody takes from, which holds four: 1 delivers what does not fit, 2 passes, 3 drops it.
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1> work SEC(".maps");
flexnet::queues<1, {.depth = 4, .full = flexnet::deliver}> delivers SEC(".maps");
flexnet::queues<1, {.depth = 4, .full = flexnet::pass}> passes SEC(".maps");
flexnet::queues<1, {.depth = 4, .full = flexnet::drop}> drops SEC(".maps");
#ifndef WAIT
#define WAIT 0
#endif
const volatile u32 wait = WAIT;
u64 packets, gone_on;

SEC("xdp") int ramp_xdp(struct xdp_md *ctx) {
  u32 number = packets++;
  if (wait == 1)
    co_await queue_insert(delivers, ctx, 0);
  else if (wait == 2)
    co_await queue_insert(passes, ctx, 0);
  else if (wait == 3)
    co_await queue_insert(drops, ctx, 0);
  else
    co_await queue_insert(work, ctx, 0);
  gone_on++;
  return number % 3 == 2 ? XDP_DROP : XDP_PASS;
}

SEC("flexnet/executor") void serve(void) {
  queue_pop_front(work, 0).resume();
  if (wait)
    return;
  queue_pop_front(delivers, 0).resume();
  queue_pop_front(passes, 0).resume();
  queue_pop_front(drops, 0).resume();
}
