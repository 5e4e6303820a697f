// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// The check is on one path only.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/null-on-one-path.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 key = ctx->rx_queue_index;
  auto *v = (struct value *)bpf_map_lookup_elem(&values, &key);
  if (ctx->rx_queue_index == 3 && !v)
    return XDP_PASS;
  return v->count;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: null-on-one-path.cpp:13:13: error: this reads through `v`, which is 0, a null pointer, to the verifier [not-a-pointer]
// CHECK: in: program 'program'
// CHECK: null-on-one-path.cpp:10:29: note: bpf_map_lookup_elem() returned it here
// LIVE: null-on-one-path.cpp:13:13: error: {{.*}} {{\[}}not-a-pointer]
