// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// An index from the packet into a global array.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/bounds-index-of-array.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

u8 table[64];

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 idx = ctx->rx_queue_index & 0xffff;
  return table[idx];
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: bounds-index-of-array.cpp:12:10: error: this reads 1 byte at offset 65535 of `table`, which has 64 [bounds]
// CHECK: in: program 'program'
// CHECK: bounds-index-of-array.cpp:12:10: note: `idx` is between 0 and 65535 here, and `table` has 64 bytes
// CHECK: bounds-index-of-array.cpp:11:18: note: it was read from the context here
// LIVE: bounds-index-of-array.cpp:12:10: error: {{.*}} {{\[}}bounds]
