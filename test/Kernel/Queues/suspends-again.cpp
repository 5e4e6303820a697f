// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Layers: what is resumed from one set suspends on another, served by another executor.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:4 second first:3 second:2 | FileCheck %s
// CHECK: after_first 3
// CHECK: after_second 60
#include <flexnet/flexnet.h>
flexnet::queues<2> one SEC(".maps");
flexnet::queues<4> two SEC(".maps");
u64 after_first, after_second;
SEC("syscall") int start(void *ctx) {
  u64 value = 10;
  co_await queue_insert(one, ctx, 1);
  after_first++;
  value += 20;
  co_await queue_insert(two, ctx, 3);
  after_second += value;
  return 0;
}
SEC("flexnet/executor") void first(void) { queue_pop_front(one, 1).resume(); }
SEC("flexnet/executor") void second(void) { queue_pop_front(two, 3).resume(); }
char LICENSE[] SEC("license") = "GPL";
