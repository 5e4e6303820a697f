// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A member is written that is read-only.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/context-write.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  *(volatile u32 *)&ctx->ingress_ifindex = 1;
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: context-write.cpp:9:42: error: this writes 4 bytes at offset 12 of the context, which this program type does not allow [context-access]
// CHECK: in: program 'program'
// LIVE: context-write.cpp:9:42: error: {{.*}} {{\[}}context-access]
