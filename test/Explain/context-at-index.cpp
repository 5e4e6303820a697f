// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// The context is read at an index.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/context-at-index.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 *words = (u32 *)ctx;
  u32 *word = words + (bpf_get_prandom_u32() & 1);
  asm volatile("" : "+r"(word));
  return *word;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: context-at-index.cpp:12:10: error: this reads the context at an offset that is not a constant [context-access]
// CHECK: in: program 'program'
// LIVE: context-at-index.cpp:12:10: error: {{.*}} {{\[}}context-access]
