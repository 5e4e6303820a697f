// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// An index behind the end of a local array.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/stack-index.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u8 local[16] = {};
  asm volatile("" ::"r"(local) : "memory");
  return local[ctx->rx_queue_index & 31];
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: stack-index.cpp:11:10: error: this uses a local variable at an index that may be outside of it [stack-bounds]
// CHECK: in: program 'program'
// CHECK: stack-index.cpp:11:10: note: the index is between 0 and 31 here
// CHECK: stack-index.cpp:11:21: note: it was read from the context here
// LIVE: stack-index.cpp:11:10: error: {{.*}} {{\[}}stack-bounds]
