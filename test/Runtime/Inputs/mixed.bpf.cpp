// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Every UDP packet waits for CPU 0, then for an executor.
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

flexnet::cpu_queues<4> cpus SEC(".maps");
flexnet::queues<2> work SEC(".maps");

static bool is_udp(xdp_md *ctx) {
  auto *data = reinterpret_cast<u8 *>(static_cast<u64>(ctx->data));
  auto *end = reinterpret_cast<u8 *>(static_cast<u64>(ctx->data_end));
  return data + 34 <= end && data[23] == 17;
}

SEC("xdp") int twice(xdp_md *ctx) {
  if (!is_udp(ctx))
    return XDP_PASS;
  co_await queue_insert(cpus, ctx, 0);
  co_await queue_insert(work, ctx, 1);
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) {
  for (u32 i = 0; i < queue_count(work); i++)
    queue_pop_front(work, i).resume();
}
