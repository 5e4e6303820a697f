// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// An index behind the end of a map's value.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/bounds-map-value.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 key = 0;
  auto *v = (struct value *)bpf_map_lookup_elem(&values, &key);
  if (!v)
    return XDP_PASS;
  return v->bytes[ctx->rx_queue_index & 127];
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: bounds-map-value.cpp:13:10: error: this reads 1 byte at offset 135 of a value of map `values`, which has 72 [bounds]
// CHECK: in: program 'program'
// CHECK: bounds-map-value.cpp:13:13: note: the index is between 0 and 127 here
// CHECK: bounds-map-value.cpp:13:24: note: it was read from the context here
// LIVE: bounds-map-value.cpp:13:10: error: {{.*}} {{\[}}bounds]
