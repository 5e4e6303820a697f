// After a suspension the packet is where it was, byte for byte.
// REQUIRES: kernel-bpf
// RUN: %run-pipeline -O1 %s
// RUN: %run-pipeline -O2 %s
// RUN: %run-pipeline -Os %s
// RUN: %run-pipeline -O3 %s
#include "Inputs/pipeline.h"
SEC("xdp") int pipeline(struct xdp_md *ctx) {
  u64 keep = word_of(ctx, 5);
  for (int i = 0; i < 8; i++)
    results.want[i] = word_of(ctx, i) + keep;
  co_await queue_insert(ctx, 0);
  for (int i = 0; i < 8; i++)
    results.got[i] = word_of(ctx, i) + keep;
  return XDP_PASS;
}
