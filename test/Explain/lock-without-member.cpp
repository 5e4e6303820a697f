// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A lock is taken in a map whose value has none.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/lock-without-member.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 key = 0;
  auto *v = (struct value *)bpf_map_lookup_elem(&values, &key);
  if (!v)
    return XDP_PASS;
  bpf_spin_lock((struct bpf_spin_lock *)&v->count);
  bpf_spin_unlock((struct bpf_spin_lock *)&v->count);
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: lock-without-member.cpp:13:3: error: this uses bpf_spin_lock in map `values`, whose value has none [lock-place]
// CHECK: in: program 'program'
// LIVE: lock-without-member.cpp:13:3: error: {{.*}} {{\[}}lock-place]
