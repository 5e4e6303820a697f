// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Coroutines without a packet, which the module does not see: a program drops everything when more
// than eight wait, and so when nobody wakes the worker. Programs of other types load.
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1> notes SEC(".maps");
u64 begun, ended;

static int note(u32 number) {
  co_await queue_insert(notes, 0);
  ended++;
  return number;
}

SEC("xdp") int ramp_xdp(struct xdp_md *ctx) {
  if (__atomic_fetch_add(&begun, 1, __ATOMIC_RELAXED) > ended + 8)
    return XDP_DROP;
  note(ctx->rx_queue_index);
  return XDP_PASS;
}

SEC("raw_tp/sched_process_exec") int on_exec(void *) { return note(1); }
SEC("tc") int on_tc(struct __sk_buff *ctx) {
  note(ctx->len);
  return 0;
}
SEC("syscall") int on_request(void *) { return note(2); }

SEC("flexnet/executor") void serve(void) { queue_pop_front(notes, 0).resume(); }
