// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A register without a value is used.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/uninitialized-variable.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u64 n;
  asm volatile("%0 = r8" : "=r"(n));
  return n;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: uninitialized-variable.cpp:10:3: error: this uses a value that was never set on this path [uninitialized]
// CHECK: in: program 'program'
// LIVE: uninitialized-variable.cpp:10:3: error: {{.*}} {{\[}}uninitialized]
