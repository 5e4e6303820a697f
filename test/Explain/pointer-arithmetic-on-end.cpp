// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A number is added to the end of the packet.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/pointer-arithmetic-on-end.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u8 *end = (u8 *)(long)ctx->data_end;
  u8 *byte = end - 1;
  asm volatile("" : "+r"(byte));
  return *byte;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: pointer-arithmetic-on-end.cpp:10:18: error: this adds to or subtracts from the packet's end [pointer-arithmetic]
// CHECK: in: program 'program'
// CHECK: pointer-arithmetic-on-end.cpp:9:30: note: it was read from the context here
// LIVE: pointer-arithmetic-on-end.cpp:10:18: error: {{.*}} {{\[}}pointer-arithmetic]
