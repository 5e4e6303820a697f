// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A loop in which nothing changes.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/loop-endless.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u64 n = 1;
  asm volatile("" : "+r"(n));
  for (;;) {
    if (!n)
      break;
    asm volatile("" ::: "memory");
  }
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: loop-endless.cpp:12:9: error: this is a loop in which nothing changes that would end it [endless-loop]
// CHECK: in: program 'program'
// CHECK: loop-endless.cpp:12:9: note: this line was walked through in 7 steps of the part that the log shows
// CHECK: loop-endless.cpp:8: note: this line was walked through in 1 steps of the part that the log shows
// LIVE: loop-endless.cpp:12:9: error: {{.*}} {{\[}}endless-loop]
