// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// The context is read behind its end.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/context-of-another-type.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  return ((u32 *)ctx)[20];
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: context-of-another-type.cpp:9:10: error: this reads 4 bytes at offset 80 of the context, which this program type does not allow [context-access]
// CHECK: in: program 'program'
// LIVE: context-of-another-type.cpp:9:10: error: {{.*}} {{\[}}context-access]
