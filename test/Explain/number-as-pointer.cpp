// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A number from a map is followed as a pointer.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/number-as-pointer.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 key = 0;
  auto *v = (struct value *)bpf_map_lookup_elem(&values, &key);
  if (!v)
    return XDP_PASS;
  u32 *p = (u32 *)v->count;
  return *p;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: number-as-pointer.cpp:14:10: error: this reads through `p`, which is a number to the verifier [not-a-pointer]
// CHECK: in: program 'program'
// CHECK: number-as-pointer.cpp:13:22: note: it was read from a map's value here
// LIVE: number-as-pointer.cpp:14:10: error: {{.*}} {{\[}}not-a-pointer]
