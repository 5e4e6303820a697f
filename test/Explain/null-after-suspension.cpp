// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A lookup after the suspension is not checked.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/null-after-suspension.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

flexnet::cpu_queues<8, {.unsuspendable = flexnet::drop}> cpus SEC(".maps");

SEC("xdp") int waits(struct xdp_md *ctx) {
  u32 key = ctx->rx_queue_index;
  co_await queue_insert(cpus, ctx, 0);
  auto *v = (struct value *)bpf_map_lookup_elem(&values, &key);
  return v->count;
}

// CHECK: null-after-suspension.cpp:14:13: error: this reads through `v`, which may be null [null]
// CHECK: in: coroutine 'waits', program 'cpus_resume'
// CHECK: null-after-suspension.cpp:13:29: note: bpf_map_lookup_elem() returned it here
// CHECK: null-after-suspension.cpp:12:3: note: the program goes on after this suspension of coroutine 'waits' on 'cpus'
// LIVE: null-after-suspension.cpp:14:13: error: {{.*}} {{\[}}null]
