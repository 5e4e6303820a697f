// A frame that is larger than allowed: the size, the limit and what takes how much.
// RUN: not %coro -fflexnet-max-frame=16 -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: %coro -fflexnet-max-frame=20 -c %s -o %t.o
#include <flexnet/flexnet.h>

SEC("xdp") int rx(struct xdp_md *ctx) {
  u64 started = bpf_ktime_get_ns();
  u64 table[1] = {bpf_ktime_get_ns()};
  u32 seed = bpf_get_prandom_u32();
  // CHECK: :[[#@LINE+4]]:3: error: the frame of this co_await needs 20 bytes, and '-fflexnet-max-frame=16' allows no more
  // CHECK-DAG: :[[#@LINE-4]]:{{[0-9]+}}: note: 'started' takes 8 bytes, for line [[#@LINE+4]]
  // CHECK-DAG: :[[#@LINE-3]]:{{[0-9]+}}: note: 'seed' takes 4 bytes, for line [[#@LINE+3]]
  // CHECK: note: keep less across the co_await: compute it again afterwards, or keep it in a map
  co_await queue_insert(ctx, 1);
  return started + table[0] + seed > 1000 ? XDP_PASS : XDP_DROP;
}
