// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A loop with two million turns.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/loop-too-many-turns.log | FileCheck %s
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u64 sum = 0;
  for (u32 i = 0; i < 2000000; i++) {
    sum += i ^ ctx->rx_queue_index;
    asm volatile("" : "+r"(sum));
  }
  return sum;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: loop-too-many-turns.cpp:10:14: error: this takes more than the million steps that the verifier walks [too-complex]
// CHECK: in: program 'program'
// CHECK: loop-too-many-turns.cpp:10:14: note: this line was walked through in 149 steps of the part that the log shows
// CHECK: loop-too-many-turns.cpp:9:3: note: this line was walked through in 147 steps of the part that the log shows
