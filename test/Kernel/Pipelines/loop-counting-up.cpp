// A co_await in a loop whose bound comes from the packet; the counter indexes a map value.
// REQUIRES: kernel-bpf
// RUN: %run-pipeline -O1 %s
// RUN: %run-pipeline -O2 %s
// RUN: %run-pipeline -Os %s
// RUN: %run-pipeline -O3 %s
#include "Inputs/pipeline.h"
SEC("xdp") int pipeline(struct xdp_md *ctx) {
  u32 n = byte_of(ctx, 0) & 7;
  u64 sum = 0;
  for (u32 i = 0; i < n; i++) {
    results.want[i] += i + 1;
    results.want[8] += i * 3;
  }
  for (u32 i = 0; i < n; i++) {
    results.got[i] += i + 1;
    sum += i * 3;
    co_await queue_insert(ctx, 0);
  }
  results.got[8] = sum;
  return XDP_PASS;
}
