// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// An address is computed from a pointer that may be null.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/null-arithmetic.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 key = ctx->rx_queue_index;
  auto *v = (u8 *)bpf_map_lookup_elem(&values, &key);
  u8 *byte = v + (ctx->rx_queue_index & 7);
  asm volatile("" : "+r"(byte));
  if (!v)
    return XDP_PASS;
  return *byte;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: null-arithmetic.cpp:11:16: error: this computes an address from `v`, which may be null [null]
// CHECK: in: program 'program'
// CHECK: null-arithmetic.cpp:10:19: note: bpf_map_lookup_elem() returned it here
// LIVE: null-arithmetic.cpp:11:16: error: {{.*}} {{\[}}null]
