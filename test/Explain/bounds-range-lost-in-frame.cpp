// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A variable was compared before the suspension; after it the kernel knows nothing of it.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/bounds-range-lost-in-frame.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

flexnet::cpu_queues<8, {.unsuspendable = flexnet::drop}> cpus SEC(".maps");
u8 table[64];

SEC("xdp") int waits(struct xdp_md *ctx) {
  u32 idx = bpf_get_prandom_u32();
  asm volatile("" : "+r"(idx)); // not known to the compiler
  co_await queue_insert(cpus, ctx, 0);
  return table[idx];
}

// CHECK: bounds-range-lost-in-frame.cpp:15:10: error: this reads `table` at an index without an upper limit [bounds]
// CHECK: in: coroutine 'waits', program 'cpus_resume'
// CHECK: bounds-range-lost-in-frame.cpp:15:10: note: `idx` is between 0 and 4294967295 here, and `table` has 64 bytes
// CHECK: bounds-range-lost-in-frame.cpp:14:3: note: `idx` was kept in the frame across this suspension of coroutine 'waits' on 'cpus'; what was known of its range before is not known after it
// LIVE: bounds-range-lost-in-frame.cpp:15:10: error: {{.*}} {{\[}}bounds]
