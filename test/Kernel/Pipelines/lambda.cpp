// A lambda is the coroutine; the program calls it.
// REQUIRES: kernel-bpf
// RUN: %run-pipeline -O1 %s
// RUN: %run-pipeline -O2 %s
// RUN: %run-pipeline -Os %s
// RUN: %run-pipeline -O3 %s
#include "Inputs/pipeline.h"
SEC("xdp") int pipeline(struct xdp_md *ctx) {
  auto body = [](struct xdp_md *ctx, u32 seed) -> int {
    results.want[0] = seed;
    co_await queue_insert(ctx, 0);
    results.got[0] = seed;
    return XDP_PASS;
  };
  return body(ctx, byte_of(ctx, 0) + 1);
}
