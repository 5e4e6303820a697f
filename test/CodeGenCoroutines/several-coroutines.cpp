// Coroutines of one file are separate programs and share the set's resume program.
// RUN: %coro -c %s -o %t.o
// RUN: llvm-readelf -s %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK-DAG: FUNC GLOBAL {{.*}} first
// CHECK-DAG: FUNC GLOBAL {{.*}} second
// CHECK-DAG: FUNC GLOBAL {{.*}} flexnet_queues_resume
SEC("xdp") int first(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}
SEC("xdp") int second(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 2);
  return XDP_DROP;
}
