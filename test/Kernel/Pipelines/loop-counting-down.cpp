// A countdown: the verifier knows the bound again after each suspension.
// REQUIRES: kernel-bpf
// RUN: %run-pipeline -O1 %s
// RUN: %run-pipeline -O2 %s
// RUN: %run-pipeline -Os %s
// RUN: %run-pipeline -O3 %s
#include "Inputs/pipeline.h"
SEC("xdp") int pipeline(struct xdp_md *ctx) {
  u32 w = byte_of(ctx, 0) & 15;
  results.want[0] = w;
  u32 turns = 0;
  while (w > 0) {
    w--;
    turns++;
    co_await queue_insert(ctx, 0);
  }
  results.got[0] = turns;
  return XDP_PASS;
}
