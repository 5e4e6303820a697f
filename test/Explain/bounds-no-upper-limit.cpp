// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// An index with no limit at all.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/bounds-no-upper-limit.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

u8 table[64];

SEC("xdp") int program(struct xdp_md *ctx) {
  u64 idx = bpf_ktime_get_ns();
  return table[idx];
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: bounds-no-upper-limit.cpp:12:10: error: this adds an index without a lower limit to `table` [bounds]
// CHECK: in: program 'program'
// CHECK: bounds-no-upper-limit.cpp:12:10: note: `idx` may be any number here, and `table` has 64 bytes
// CHECK: bounds-no-upper-limit.cpp:11:13: note: bpf_ktime_get_ns() returned it here
// LIVE: bounds-no-upper-limit.cpp:12:10: error: {{.*}} {{\[}}bounds]
