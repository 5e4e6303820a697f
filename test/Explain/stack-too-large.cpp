// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Functions that call each other need too much stack.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/stack-too-large.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

__attribute__((noinline)) int other(u32 n) {
  u8 local[300] = {};
  asm volatile("" ::"r"(local) : "memory");
  return local[2] + n;
}

SEC("xdp") int program(struct xdp_md *ctx) {
  u8 local[300] = {};
  asm volatile("" ::"r"(local) : "memory");
  return other(ctx->rx_queue_index) + local[3];
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: stack-too-large.cpp:14: error: program 'program' needs 608 bytes of stack in 2 functions that call each other [stack-size]
// CHECK: in: program 'program'
// LIVE: stack-too-large.cpp:14: error: {{.*}} {{\[}}stack-size]
