// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// In queues in order of a key each coroutine gets its own reference back.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-queues %s start:4 serve:4 | FileCheck %s
// CHECK: order 4321
#include <flexnet/flexnet.h>
#include <flexnet/ref.hpp>

struct counted {
  u64 value;
};
flexnet::prio_queues<2, {.depth = 8}> work SEC(".maps");
u64 made, order;

SEC("syscall") int start(void *ctx) {
  auto own = flexnet::make_unique<counted>();
  if (!own)
    return 0;
  own->value = ++made;
  co_await queue_insert(work, ctx, 1, 100 - made);
  order = order * 10 + own->value;
  return 0;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 1).resume(); }
char LICENSE[] SEC("license") = "GPL";
