// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Who comes later with a lesser key overtakes all that wait, and nobody else.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s five nine serve three seven serve one serve:9 | FileCheck %s
// CHECK: order 531790
#include <flexnet/flexnet.h>
flexnet::prio_queues<1> work SEC(".maps");
u64 order;
static void note(u64 key) { order = (order + key) * 10; }
SEC("syscall") int one(void *ctx) {
  co_await queue_insert(work, ctx, 0, 1);
  note(1);
  return 0;
}
SEC("syscall") int three(void *ctx) {
  co_await queue_insert(work, ctx, 0, 3);
  note(3);
  return 0;
}
SEC("syscall") int five(void *ctx) {
  co_await queue_insert(work, ctx, 0, 5);
  note(5);
  return 0;
}
SEC("syscall") int seven(void *ctx) {
  co_await queue_insert(work, ctx, 0, 7);
  note(7);
  return 0;
}
SEC("syscall") int nine(void *ctx) {
  co_await queue_insert(work, ctx, 0, 9);
  note(9);
  return 0;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
char LICENSE[] SEC("license") = "GPL";
