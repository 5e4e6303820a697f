// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A lock is released that was not taken.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/lock-not-taken.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 key = 0;
  auto *v = (struct locked *)bpf_map_lookup_elem(&locks, &key);
  if (!v)
    return XDP_PASS;
  bpf_spin_unlock(&v->lock);
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: lock-not-taken.cpp:13:3: error: this releases a lock that it does not hold [lock]
// CHECK: in: program 'program'
// LIVE: lock-not-taken.cpp:13:3: error: {{.*}} {{\[}}lock]
