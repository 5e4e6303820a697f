// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A number is passed where a helper takes memory.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/argument-number-for-pointer.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u64 key = ctx->rx_queue_index;
  return bpf_map_lookup_elem(&values, (void *)key) ? XDP_PASS : XDP_DROP;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: argument-number-for-pointer.cpp:10:10: error: this passes a number as argument 2 of bpf_map_lookup_elem(), which takes an address on the stack, the packet, the packet's metadata, a map's key, a map's value, memory, a record of a ring buffer, a buffer or a kernel object [argument]
// CHECK: in: program 'program'
// CHECK: argument-number-for-pointer.cpp:9:18: note: it was read from the context here
// LIVE: argument-number-for-pointer.cpp:10:10: error: {{.*}} {{\[}}argument]
