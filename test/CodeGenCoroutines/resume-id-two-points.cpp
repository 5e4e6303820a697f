// Two suspension points of one set are told apart by one byte, also if they belong to
// different coroutines.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
// RUN: %coro -S -emit-llvm %s -o - | FileCheck --check-prefix=IR %s
#include <flexnet/flexnet.h>

// CHECK: frame 1 bytes, resume id 1
// CHECK: frame 1 bytes, resume id 2
// CHECK: frame 1 bytes, resume id 3
// IR: define {{.*}} @flexnet_queues_resume(
// IR: load i8, ptr
// IR: switch i8
SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  bpf_get_prandom_u32();
  co_await queue_insert(ctx, 2);
  return XDP_PASS;
}

SEC("xdp") int tx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 3);
  return XDP_TX;
}
