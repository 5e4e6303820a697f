// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Which of two suspensions it was is known from the path.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/bounds-second-of-two-suspensions.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

flexnet::cpu_queues<8, {.unsuspendable = flexnet::drop}> cpus SEC(".maps");
u8 table[64];

SEC("xdp") int waits(struct xdp_md *ctx) {
  u32 first = bpf_get_prandom_u32(), second = bpf_get_prandom_u32();
  co_await queue_insert(cpus, ctx, first & 1);
  table[first & 63]++;
  co_await queue_insert(cpus, ctx, 0);
  return table[second];
}

// CHECK: bounds-second-of-two-suspensions.cpp:16:10: error: this reads `table` at an index without an upper limit [bounds]
// CHECK: in: coroutine 'waits', program 'cpus_resume'
// CHECK: bounds-second-of-two-suspensions.cpp:16:10: note: `second` is between 0 and 4294967295 here, and `table` has 64 bytes
// CHECK: bounds-second-of-two-suspensions.cpp:15:3: note: `second` was kept in the frame across this suspension of coroutine 'waits' on 'cpus'; what was known of its range before is not known after it
// LIVE: bounds-second-of-two-suspensions.cpp:16:10: error: {{.*}} {{\[}}bounds]
