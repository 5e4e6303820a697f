// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A pointer that may be null is passed to a helper.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/null-passed-to-helper.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 key = 0;
  auto *v = (struct locked *)bpf_map_lookup_elem(&locks, &key);
  bpf_spin_lock(&v->lock);
  bpf_spin_unlock(&v->lock);
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: null-passed-to-helper.cpp:11:3: error: this passes `v`, which may be null, to bpf_spin_lock() [null]
// CHECK: in: program 'program'
// CHECK: null-passed-to-helper.cpp:10:30: note: bpf_map_lookup_elem() returned it here
// LIVE: null-passed-to-helper.cpp:11:3: error: {{.*}} {{\[}}null]
