// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A callback of bpf_loop() that reads behind its context.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/callback-returns.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

static long each(u64 i, u32 *n) {
  return n[i];
}

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 n = 0;
  bpf_loop(4, each, &n, 0);
  return n;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: callback-returns.cpp:9:10: error: this adds an index without a lower limit to `n` [bounds]
// CHECK: in: program 'program'
// CHECK: callback-returns.cpp:9:10: note: a value computed from `i` may be any number here
// LIVE: callback-returns.cpp:9:10: error: {{.*}} {{\[}}bounds]
