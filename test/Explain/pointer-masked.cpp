// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// An address is masked.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/pointer-masked.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u64 address = (u64)ctx->data;
  asm volatile("%0 &= 7" : "+r"(address));
  return address;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: pointer-masked.cpp:10:3: error: this applies `&=` to an address [pointer-arithmetic]
// CHECK: in: program 'program'
// CHECK: pointer-masked.cpp:9:27: note: it was read from the context here
// LIVE: pointer-masked.cpp:10:3: error: {{.*}} {{\[}}pointer-arithmetic]
