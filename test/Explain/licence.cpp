// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A function that only GPL programs may call, without the licence.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/licence.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#define NO_LICENCE
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  bpf_trace_printk("x", 2);
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: licence.cpp:10:3: error: this calls bpf_trace_printk(), which is for GPL-compatible programs [licence]
// CHECK: in: program 'program'
// LIVE: licence.cpp:10:3: error: {{.*}} {{\[}}licence]
