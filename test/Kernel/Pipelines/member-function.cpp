// A member function is the coroutine; what it needs later it copies to locals.
// REQUIRES: kernel-bpf
// RUN: %run-pipeline -O1 %s
// RUN: %run-pipeline -O2 %s
// RUN: %run-pipeline -Os %s
// RUN: %run-pipeline -O3 %s
#include "Inputs/pipeline.h"
struct steering {
  u32 base;
  int run(struct xdp_md *ctx) {
    u32 mine = base * 2;
    results.want[0] = mine;
    co_await queue_insert(ctx, 0);
    results.got[0] = mine;
    if (mine > 3)
      return XDP_PASS;
    return XDP_PASS;
  }
};
SEC("xdp") int pipeline(struct xdp_md *ctx) {
  steering s{byte_of(ctx, 0) + 1u};
  return s.run(ctx);
}
