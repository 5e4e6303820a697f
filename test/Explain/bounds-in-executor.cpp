// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A coroutine that an executor resumes: its frame is in a queue.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/bounds-in-executor.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

flexnet::queues<4> work SEC(".maps");
u8 table[64];

SEC("xdp") int waits(struct xdp_md *ctx) {
  u32 idx = bpf_get_prandom_u32();
  co_await queue_insert(work, ctx, 0);
  table[idx] = 1;
  return XDP_DROP;
}

SEC("flexnet/executor") void turns(void) {
  coro_t c = queue_pop_front(work, 0);
  if (c)
    c.resume();
}

// CHECK: bounds-in-executor.cpp:14:14: error: this writes `table` at an index without an upper limit [bounds]
// CHECK: in: coroutine 'waits', program 'flexnet_drain'
// CHECK: bounds-in-executor.cpp:14:3: note: `idx` is between 0 and 4294967295 here, and `table` has 64 bytes
// CHECK: bounds-in-executor.cpp:13:3: note: `idx` was kept in the frame across this suspension of coroutine 'waits' on 'work'; what was known of its range before is not known after it
// LIVE: bounds-in-executor.cpp:14:14: error: {{.*}} {{\[}}bounds]
