// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
/// The smallest program: every packet is handled on the last CPU, whichever CPU
/// received it.
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("xdp") int last_cpu(struct xdp_md *ctx) {
  co_await queue_insert(ctx, queue_count() - 1);
  return XDP_PASS;
}
