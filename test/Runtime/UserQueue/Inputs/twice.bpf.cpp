// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
/// The packet goes to the application twice, with frames of different sizes.
#include <flexnet/flexnet.h>

#include "../../../../examples/kv_server/request.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("xdp") int yields_twice(struct xdp_md *ctx) {
  if (!is_request(ctx))
    return XDP_PASS;
  u32 length = bpf_xdp_get_buff_len(ctx);
  u64 arrived = bpf_ktime_get_ns();
  co_yield 0;
  bool is_later = bpf_ktime_get_ns() > arrived;
  co_yield 0;
  return is_later && bpf_xdp_get_buff_len(ctx) == length ? XDP_PASS : XDP_DROP;
}
