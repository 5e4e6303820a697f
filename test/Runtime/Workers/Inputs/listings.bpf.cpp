// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// A coroutine that picks a queue for each packet, and an executor that serves the queues in
/// turn; DEPTH, SERVED and RESUMED make it worse.
#include <flexnet/flexnet.h>

#include <bpf/bpf_helpers.h>

#ifndef DEPTH
#define DEPTH 4096
#endif
#ifndef SERVED
#define SERVED 4
#endif
#ifndef RESUMED
#define RESUMED true
#endif

char _license[] SEC("license") = "GPL";

flexnet::queues<4, {.depth = DEPTH}> work SEC(".maps");
u32 taken;

SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 length = ctx->data_end - ctx->data;
  co_await queue_insert(work, ctx, 3);
  co_return length == ctx->data_end - ctx->data ? XDP_PASS : XDP_DROP;
}

SEC("flexnet/executor") void serve(void) {
  for (u32 i = 0; i < SERVED; i++)
    for (u32 n = 0; n < 16; n++) {
      coro_t coro = queue_pop_front(work, i);
      if (!coro)
        break;
      taken++;
      if (RESUMED)
        coro.resume();
    }
}
