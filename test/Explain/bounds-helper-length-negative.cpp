// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A length that may be below zero, passed to a helper.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/bounds-helper-length-negative.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 key = 0;
  auto *v = (struct value *)bpf_map_lookup_elem(&values, &key);
  if (!v)
    return XDP_PASS;
  int length = (int)v->count - 4;
  if (length > 60)
    return XDP_PASS;
  bpf_xdp_load_bytes(ctx, 0, v->bytes, length);
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: bounds-helper-length-negative.cpp:16:3: error: this passes a length that may be 0 to bpf_xdp_load_bytes() [zero-size]
// CHECK: in: program 'program'
// CHECK: bounds-helper-length-negative.cpp:16:3: note: `length` is between 0 and 4294967295 here
// CHECK: bounds-helper-length-negative.cpp:13:24: note: it was read from a map's value here
// LIVE: bounds-helper-length-negative.cpp:16:3: error: {{.*}} {{\[}}zero-size]
