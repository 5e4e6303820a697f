// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// An address in the context is followed as if it were one.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/number-from-context.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u32 *p = (u32 *)(u64)ctx->ingress_ifindex;
  return *p;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: number-from-context.cpp:10:10: error: this reads through `p`, which is a number to the verifier [not-a-pointer]
// CHECK: in: program 'program'
// CHECK: number-from-context.cpp:9:29: note: it was read from the context here
// LIVE: number-from-context.cpp:10:10: error: {{.*}} {{\[}}not-a-pointer]
