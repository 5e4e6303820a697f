// Each suspension has one queue set, known when compiling.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

flexnet::cpu_queues<4> first SEC(".maps"), second SEC(".maps");

SEC("xdp") int rx(struct xdp_md *ctx) {
  auto &set = bpf_get_prandom_u32() & 1 ? first : second;
  // CHECK: :[[#@LINE+1]]:3: error: the queue set of a co_await must be known when compiling: name the set itself instead of choosing it through a pointer or reference at run time
  co_await queue_insert(set, ctx, 1);
  return XDP_PASS;
}
