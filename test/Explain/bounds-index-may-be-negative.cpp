// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A signed index that is compared on one side only.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/bounds-index-may-be-negative.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

u8 table[64];

SEC("xdp") int program(struct xdp_md *ctx) {
  int idx = (int)ctx->rx_queue_index - 8;
  if (idx < 64)
    return table[idx];
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: bounds-index-may-be-negative.cpp:13:12: error: this adds an index to `table` that the verifier thinks may be -2147483648 [bounds]
// CHECK: in: program 'program'
// CHECK: bounds-index-may-be-negative.cpp:13:12: note: the index is between -2147483648 and 71, so may be negative here, and `table` has 64 bytes
// CHECK: bounds-index-may-be-negative.cpp:11:23: note: it was read from the context here
// LIVE: bounds-index-may-be-negative.cpp:13:12: error: {{.*}} {{\[}}bounds]
