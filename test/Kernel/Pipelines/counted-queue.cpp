// A queue that counts its waiting takes an index made with `%`, whose bound the verifier loses.
// REQUIRES: kernel-bpf, bpftool
// RUN: %coro -O2 -c %s -o %t.o
// RUN: %flexnet check %t.o
#include <flexnet/flexnet.h>
flexnet::cpu_queues<8, {.depth = 16, .full = flexnet::deliver}> counted SEC(".maps");
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 hash = ctx->rx_queue_index * 7;
  co_await queue_insert(counted, ctx, hash % queue_count(counted));
  return XDP_PASS;
}
char LICENSE[] SEC("license") = "GPL";
