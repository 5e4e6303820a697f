// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR GPL-2.0-only
/// The packet goes to the application, then up the stack if its length is what it was.
#include <flexnet/flexnet.h>

#include "../../../../examples/kv_server/request.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("xdp") int yields_once(struct xdp_md *ctx) {
  if (!is_request(ctx))
    return XDP_PASS;
  u32 length = bpf_xdp_get_buff_len(ctx);
  co_yield 0;
  return bpf_xdp_get_buff_len(ctx) == length ? XDP_PASS : XDP_DROP;
}
