// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A constant is written.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/read-only-constant.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

const volatile u32 limits[4] = {1, 2, 3, 4};

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 *p = (u32 *)&limits[0];
  asm volatile("" : "+r"(p));
  *p = 3;
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: read-only-constant.cpp:13:6: error: this writes `limits`, which is read-only [read-only]
// CHECK: in: program 'program'
// LIVE: read-only-constant.cpp:13:6: error: {{.*}} {{\[}}read-only]
