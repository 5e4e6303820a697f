// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// What the device sends waits for an executor between two layers of the send side.
#include <flexnet/flexnet.h>

#include <bpf/bpf_helpers.h>

char _license[] SEC("license") = "GPL";

flexnet::queues<4, {.depth = 1024}> work SEC(".maps");

SEC("flexnet/tx") int send(struct flexnet_tx *ctx) {
  u32 idx = ctx->hash % 4;
  socket_snd(ctx);
  co_await queue_insert(work, ctx, idx);
  tcp_snd(ctx);
  ip_snd(ctx);
  eth_snd(ctx);
  return 0;
}

SEC("flexnet/executor") void serve(void) {
  for (u32 i = 0; i < 4; i++) {
    coro_t coro = queue_pop_front(work, i);
    if (coro)
      coro.resume();
  }
}
