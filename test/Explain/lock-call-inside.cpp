// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A helper is called with a lock held.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/lock-call-inside.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 key = 0;
  auto *v = (struct locked *)bpf_map_lookup_elem(&locks, &key);
  if (!v)
    return XDP_PASS;
  bpf_spin_lock(&v->lock);
  v->count = bpf_ktime_get_ns();
  bpf_spin_unlock(&v->lock);
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: lock-call-inside.cpp:14:14: error: this calls bpf_ktime_get_ns() while it holds a lock [lock]
// CHECK: in: program 'program'
// LIVE: lock-call-inside.cpp:14:14: error: {{.*}} {{\[}}lock]
