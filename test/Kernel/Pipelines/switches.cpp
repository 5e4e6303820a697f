// Suspension in the cases of a switch, with fall-through and break out of a loop.
// REQUIRES: kernel-bpf
// RUN: %run-pipeline -O1 %s
// RUN: %run-pipeline -O2 %s
// RUN: %run-pipeline -Os %s
// RUN: %run-pipeline -O3 %s
#include "Inputs/pipeline.h"
static u64 plain(u32 k, u64 w) {
  switch (k) {
  case 0: return w + 1;
  case 1: w ^= 5;
  case 2: return w * 3;
  case 3: return w >> 2;
  default: return k;
  }
}
SEC("xdp") int pipeline(struct xdp_md *ctx) {
  u32 k = byte_of(ctx, 0) % 6;
  u64 w = word_of(ctx, 1), r = 0;
  results.want[0] = plain(k, w);
  switch (k) {
  case 0:
    co_await queue_insert(ctx, 0);
    r = w + 1;
    break;
  case 1:
    w ^= 5;
    co_await queue_insert(ctx, 0);
  case 2:
    r = w * 3;
    co_await queue_insert(ctx, 0);
    break;
  case 3:
    r = w >> 2;
    break;
  default:
    co_await queue_insert(ctx, 0);
    r = k;
  }
  results.got[0] = r;
  return XDP_PASS;
}
