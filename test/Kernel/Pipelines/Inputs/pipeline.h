// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the pipelines here share. Each is run on random packets by pipeline-runner.cpp.
#include <flexnet/flexnet.h>

/// Known before the suspension, or computed without one; and after it. Laid out as
/// pipeline-runner.cpp reads them: nothing else may be in .bss.
struct pipeline_results {
  u64 want[16], got[16];
} results;

/// Byte `i` of the packet, 0 beyond its end.
static inline u8 byte_of(struct xdp_md *ctx, u32 i) {
  u8 *data = (u8 *)(long)ctx->data, *end = (u8 *)(long)ctx->data_end;
  return i < 64 && data + 64 <= end ? data[i & 63] : 0;
}

static inline u64 word_of(struct xdp_md *ctx, u32 i) {
  u64 *data = (u64 *)(long)ctx->data, *end = (u64 *)(long)ctx->data_end;
  return i < 8 && data + 8 <= end ? data[i & 7] : 0;
}

char license_[] SEC("license") = "GPL";
