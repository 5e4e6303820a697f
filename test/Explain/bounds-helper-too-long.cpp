// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A constant length beyond the end of the value.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/bounds-helper-too-long.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 key = 0;
  auto *v = (struct value *)bpf_map_lookup_elem(&values, &key);
  if (!v)
    return XDP_PASS;
  bpf_xdp_load_bytes(ctx, 0, v->bytes, 100);
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: bounds-helper-too-long.cpp:13:3: error: this uses 100 bytes at offset 8 of a value of map `values`, which has 72 [bounds]
// CHECK: in: program 'program'
// LIVE: bounds-helper-too-long.cpp:13:3: error: {{.*}} {{\[}}bounds]
