// A destructor runs once, in the program that leaves the scope.
// REQUIRES: kernel-bpf
// RUN: %run-pipeline -O1 %s
// RUN: %run-pipeline -O2 %s
// RUN: %run-pipeline -Os %s
// RUN: %run-pipeline -O3 %s
#include "Inputs/pipeline.h"
struct scope {
  u32 n;
  scope(u32 n) : n(n) {}
  ~scope() { results.got[0] += n; }
};
SEC("xdp") int pipeline(struct xdp_md *ctx) {
  u32 n = byte_of(ctx, 0) + 1;
  results.want[0] = n;
  results.want[1] = 0;
  {
    scope s(n);
    co_await queue_insert(ctx, 0);
    results.got[1] = results.got[0];
  }
  return XDP_PASS;
}
