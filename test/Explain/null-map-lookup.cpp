// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// The result of a lookup is not checked.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/null-map-lookup.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 key = ctx->rx_queue_index;
  auto *v = (struct value *)bpf_map_lookup_elem(&values, &key);
  v->count++;
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: null-map-lookup.cpp:11:11: error: this reads through `v`, which may be null [null]
// CHECK: in: program 'program'
// CHECK: null-map-lookup.cpp:10:29: note: bpf_map_lookup_elem() returned it here
// LIVE: null-map-lookup.cpp:11:11: error: {{.*}} {{\[}}null]
