// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A store at an index from a map.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/bounds-write.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 key = 0;
  auto *v = (struct value *)bpf_map_lookup_elem(&values, &key);
  if (!v)
    return XDP_PASS;
  v->bytes[v->count] = 1;
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: bounds-write.cpp:13:6: error: this adds an index without a lower limit to a value of map `values` [bounds]
// CHECK: in: program 'program'
// CHECK: bounds-write.cpp:13:6: note: the index may be any number here
// CHECK: bounds-write.cpp:13:15: note: it was read from a map's value here
// LIVE: bounds-write.cpp:13:6: error: {{.*}} {{\[}}bounds]
