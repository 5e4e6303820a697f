// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A second lock is taken.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/lock-two.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 key = 0, next = 1;
  auto *a = (struct locked *)bpf_map_lookup_elem(&locks, &key);
  auto *b = (struct locked *)bpf_map_lookup_elem(&locks, &next);
  if (!a || !b)
    return XDP_PASS;
  bpf_spin_lock(&a->lock);
  bpf_spin_lock(&b->lock);
  bpf_spin_unlock(&b->lock);
  bpf_spin_unlock(&a->lock);
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: lock-two.cpp:15:3: error: this calls bpf_spin_lock() while it holds a lock [lock]
// CHECK: in: program 'program'
// LIVE: lock-two.cpp:15:3: error: {{.*}} {{\[}}lock]
