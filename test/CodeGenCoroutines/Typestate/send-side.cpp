// In SEC("flexnet/tx") the layers have their order, and suspensions between them.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

flexnet::queues<4> work SEC(".maps");
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }

SEC("flexnet/tx") int right(struct flexnet_tx *ctx) {
  socket_snd(ctx);
  co_await queue_insert(work, ctx, 1);
  tcp_snd(ctx); ip_snd(ctx); eth_snd(ctx);
  return 0;
}

SEC("flexnet/tx") int skipped(struct flexnet_tx *ctx) {
  socket_snd(ctx);
  co_await queue_insert(work, ctx, 1);
  tcp_snd(ctx);
  // CHECK: :[[#@LINE+1]]:3: error: eth_snd() needs 'layer::tx_ip', and 'ctx' is in 'layer::tx_transport' here: ip_snd() comes next
  eth_snd(ctx);
  return 0;
}

SEC("flexnet/tx") int late(struct flexnet_tx *ctx) {
  socket_snd(ctx); tcp_snd(ctx); ip_snd(ctx); eth_snd(ctx);
  // CHECK: :[[#@LINE+1]]:3: error: suspension after eth_snd(): the packet has already gone out
  co_await queue_insert(work, ctx, 1);
  return 0;
}
