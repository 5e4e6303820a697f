// Suspensions in both of two nested loops.
// REQUIRES: kernel-bpf
// RUN: %run-pipeline -O1 %s
// RUN: %run-pipeline -O2 %s
// RUN: %run-pipeline -Os %s
// RUN: %run-pipeline -O3 %s
#include "Inputs/pipeline.h"
SEC("xdp") int pipeline(struct xdp_md *ctx) {
  u32 n = byte_of(ctx, 0) & 3, m = byte_of(ctx, 1) & 3;
  results.want[0] = n * m;
  results.want[1] = n;
  for (u32 i = 0; i < n; i++) {
    for (u32 j = 0; j < m; j++) {
      co_await queue_insert(ctx, 0);
      results.got[0]++;
    }
    co_await queue_insert(ctx, 0);
    results.got[1]++;
  }
  return XDP_PASS;
}
