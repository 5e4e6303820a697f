// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A member is read in the wrong size.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/context-member.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  return *(u8 *)ctx;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: context-member.cpp:9:10: error: this reads 1 byte at offset 0 of the context, which this program type does not allow [context-access]
// CHECK: in: program 'program'
// LIVE: context-member.cpp:9:10: error: {{.*}} {{\[}}context-access]
