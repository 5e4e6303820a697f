// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A UDP packet's first byte chooses its queue. Of queue 0 every fourth is abandoned, queue 1
// is served as it should be, queue 2 never is.
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

flexnet::queues<8, {.depth = 16}> work SEC(".maps");
u64 taken;

static u8 first_byte(xdp_md *ctx) {
  auto *data = reinterpret_cast<u8 *>(static_cast<u64>(ctx->data));
  auto *end = reinterpret_cast<u8 *>(static_cast<u64>(ctx->data_end));
  return data + 43 <= end && data[23] == 17 ? data[42] : 7;
}

SEC("xdp") int by_payload(xdp_md *ctx) {
  co_await queue_insert(work, ctx, first_byte(ctx));
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) {
  coro_t coro = queue_pop_front(work, 0);
  if (coro && taken++ % 4 != 0)
    coro.resume();
  queue_pop_front(work, 1).resume();
  queue_pop_front(work, 7).resume();
}
