// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// The program returns with a lock held.
// Clang refuses this, too: here without its checks.
// RUN: %coro -mllvm -flexnet-checks=false -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/lock-not-released.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 key = 0;
  auto *v = (struct locked *)bpf_map_lookup_elem(&locks, &key);
  if (!v)
    return XDP_PASS;
  bpf_spin_lock(&v->lock);
  v->count++;
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: lock-not-released.cpp:17:1: error: this returns while it holds a lock [lock]
// CHECK: in: program 'program'
// LIVE: lock-not-released.cpp:17:1: error: {{.*}} {{\[}}lock]
