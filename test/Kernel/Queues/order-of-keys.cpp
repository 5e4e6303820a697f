// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// In a prio_queues set the least key goes first, and of equal keys the oldest.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:9 serve:4 start:3 serve:8 | FileCheck %s
// Keys 7, 4, 1, 8, 5, 2, 9, 6, 3 came; then 0, 0, 0, of which the oldest is 10.
// CHECK: first_four 1234
// CHECK: then 101112
// CHECK: rest 56789
#include <flexnet/flexnet.h>
flexnet::prio_queues<2, {.depth = 64}> work SEC(".maps");
u64 began, resumed, first_four, then, rest;
SEC("syscall") int start(void *ctx) {
  u64 number = ++began, key = number > 9 ? 0 : number * 7 % 10;
  co_await queue_insert(work, ctx, 1, key);
  u64 turn = ++resumed;
  if (turn <= 4)
    first_four = first_four * 10 + key;
  else if (!key)
    then = then * 100 + number;
  else
    rest = rest * 10 + key;
  return 0;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 1).resume(); }
char LICENSE[] SEC("license") = "GPL";
