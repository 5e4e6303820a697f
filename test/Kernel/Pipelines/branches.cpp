// Only one branch suspends; what both need afterwards is right on either.
// REQUIRES: kernel-bpf
// RUN: %run-pipeline -O1 %s
// RUN: %run-pipeline -O2 %s
// RUN: %run-pipeline -Os %s
// RUN: %run-pipeline -O3 %s
#include "Inputs/pipeline.h"
SEC("xdp") int pipeline(struct xdp_md *ctx) {
  u32 x = word_of(ctx, 0), y = word_of(ctx, 1);
  results.want[0] = x & 1 ? x + y : x - y;
  results.want[1] = y;
  u32 r;
  if (x & 1) {
    r = x;
    co_await queue_insert(ctx, 0);
    r += y;
  } else {
    r = x - y;
  }
  results.got[0] = r;
  results.got[1] = y;
  return XDP_PASS;
}
