// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A pointer that is null on this path.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/null-constant.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 *p = nullptr;
  asm volatile("" : "+r"(p));
  return *p;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: null-constant.cpp:11:10: error: this reads through `p`, which is 0, a null pointer, to the verifier [not-a-pointer]
// CHECK: in: program 'program'
// LIVE: null-constant.cpp:11:10: error: {{.*}} {{\[}}not-a-pointer]
