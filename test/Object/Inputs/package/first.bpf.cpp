// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
#include <flexnet/flexnet.h>

SEC("xdp") int first(struct xdp_md *ctx) {
  co_await queue_insert(ctx, queue_count() - 1);
  return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
