// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A lock is read as if it were data.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/lock-read-as-data.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 key = 0;
  auto *v = (struct locked *)bpf_map_lookup_elem(&locks, &key);
  if (!v)
    return XDP_PASS;
  return *(u32 *)&v->lock;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: lock-read-as-data.cpp:13:10: error: this reads a `struct bpf_spin_lock` as if it were data [lock-place]
// CHECK: in: program 'program'
// CHECK: lock-read-as-data.cpp:10:30: note: bpf_map_lookup_elem() returned it here
// LIVE: lock-read-as-data.cpp:13:10: error: {{.*}} {{\[}}lock-place]
