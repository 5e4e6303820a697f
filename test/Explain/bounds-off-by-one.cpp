// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A comparison that lets one too many through.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/bounds-off-by-one.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

u8 table[64];

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 idx = ctx->rx_queue_index;
  if (idx <= 64)
    return table[idx];
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: bounds-off-by-one.cpp:13:12: error: this reads 1 byte at offset 64 of `table`, which has 64 [bounds]
// CHECK: in: program 'program'
// CHECK: bounds-off-by-one.cpp:13:12: note: `idx` is between 0 and 64 here, and `table` has 64 bytes
// CHECK: bounds-off-by-one.cpp:11:18: note: it was read from the context here
// LIVE: bounds-off-by-one.cpp:13:12: error: {{.*}} {{\[}}bounds]
