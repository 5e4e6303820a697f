// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
/// Asks for a queue that no CPU serves.
#include <flexnet/flexnet.h>

#ifdef QUEUE
volatile u32 queue = QUEUE; // a number that is known is an error of the compiler's
#else
#define queue queue_count()
#endif

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("xdp") int next_queue(struct xdp_md *ctx) {
  co_await queue_insert(ctx, queue);
  return XDP_PASS;
}
