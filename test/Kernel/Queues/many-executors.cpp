// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// An object has as many queue sets and executors as it likes; each executor serves its own.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:1 serve_3:1 serve_15:1 serve_0:2 | FileCheck %s
// CHECK: resumed_0 1
// CHECK-NEXT: resumed_3 1
// CHECK-NEXT: resumed_15 1
// CHECK-NOT: resumed
#include <flexnet/flexnet.h>
#define EACH(DO)                                                                                   \
  DO(0) DO(1) DO(2) DO(3) DO(4) DO(5) DO(6) DO(7) DO(8) DO(9) DO(10) DO(11) DO(12) DO(13) DO(14)   \
  DO(15)
#define SERVED(N)                                                                                  \
  flexnet::queues<2, {.depth = 8}> work_##N SEC(".maps");                                          \
  u64 resumed_##N;                                                                                 \
  static int wait_##N(void *ctx) {                                                                 \
    co_await queue_insert(work_##N, ctx, 1);                                                       \
    resumed_##N++;                                                                                 \
    return 0;                                                                                      \
  }                                                                                                \
  SEC("flexnet/executor") void serve_##N(void) { queue_pop_front(work_##N, 1).resume(); }
EACH(SERVED)
SEC("syscall") int start(void *ctx) {
#define START(N) wait_##N(ctx);
  EACH(START)
  return 0;
}
char LICENSE[] SEC("license") = "GPL";
