// A plain return before, between and after suspensions.
// REQUIRES: kernel-bpf
// RUN: %run-pipeline -O1 %s
// RUN: %run-pipeline -O2 %s
// RUN: %run-pipeline -Os %s
// RUN: %run-pipeline -O3 %s
#include "Inputs/pipeline.h"
SEC("xdp") int pipeline(struct xdp_md *ctx) {
  u32 k = byte_of(ctx, 0) & 3;
  results.want[0] = k;
  if (k == 0)
    return XDP_PASS;
  co_await queue_insert(ctx, 0);
  results.got[0] = 1;
  if (k == 1)
    return XDP_PASS;
  co_await queue_insert(ctx, 0);
  results.got[0] = 2;
  if (k == 2)
    return XDP_PASS;
  results.got[0] = 3;
  return XDP_PASS;
}
