// A narrow local whose address escaped keeps its value, and its neighbours theirs.
// REQUIRES: kernel-bpf
// RUN: %run-pipeline -O1 %s
// RUN: %run-pipeline -O2 %s
// RUN: %run-pipeline -Os %s
// RUN: %run-pipeline -O3 %s
#include "Inputs/pipeline.h"
__attribute__((noinline)) static void set(u16 *v, u16 x) { *v = x + 1; }
SEC("xdp") int pipeline(struct xdp_md *ctx) {
  u16 v;
  u8 neighbour[3] = {byte_of(ctx, 1), byte_of(ctx, 2), byte_of(ctx, 3)};
  set(&v, byte_of(ctx, 4));
  results.want[0] = v;
  results.want[1] = neighbour[byte_of(ctx, 5) & 1];
  u32 which = byte_of(ctx, 5) & 1;
  co_await queue_insert(ctx, 0);
  results.got[0] = v;
  results.got[1] = neighbour[which];
  return XDP_PASS;
}
