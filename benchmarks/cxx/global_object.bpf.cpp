// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// Configuration and state that user space sees.
#include <flexnet/bpf_helpers.hpp>

struct range {
  u32 least;
  u32 most;
  bool allows(u32 n) const volatile { return n >= least && n <= most; }
};

namespace pipeline {
extern const volatile range limits = {60, 1514};
u64 refused;
} // namespace pipeline

SEC("xdp") int check(xdp_md *ctx) {
  if (pipeline::limits.allows(ctx->data_end - ctx->data))
    return XDP_PASS;
  pipeline::refused++;
  return XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
