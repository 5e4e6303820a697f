// Twelve suspension points on one set: dispatch by resume id, no jump table.
// REQUIRES: kernel-bpf
// RUN: %run-pipeline -O1 %s
// RUN: %run-pipeline -O2 %s
// RUN: %run-pipeline -Os %s
// RUN: %run-pipeline -O3 %s
#include "Inputs/pipeline.h"
#define STEP(i) x = x * 5 + i; co_await queue_insert(ctx, 0);
SEC("xdp") int pipeline(struct xdp_md *ctx) {
  u32 x = byte_of(ctx, 0), y = x;
  for (int i = 0; i < 12; i++)
    y = y * 5 + i;
  results.want[0] = y;
  STEP(0) STEP(1) STEP(2) STEP(3) STEP(4) STEP(5) STEP(6) STEP(7) STEP(8) STEP(9) STEP(10) STEP(11)
  results.got[0] = x;
  return XDP_PASS;
}
