// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// The context is passed where a helper takes memory.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/argument-packet-for-memory.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  return bpf_map_lookup_elem(&values, ctx) ? XDP_PASS : XDP_DROP;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: argument-packet-for-memory.cpp:9:10: error: this passes the context as argument 2 of bpf_map_lookup_elem(), which takes an address on the stack, the packet, the packet's metadata, a map's key, a map's value, memory, a record of a ring buffer, a buffer or a kernel object [argument]
// CHECK: in: program 'program'
// LIVE: argument-packet-for-memory.cpp:9:10: error: {{.*}} {{\[}}argument]
