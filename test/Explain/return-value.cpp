// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A program returns what its hook does not know.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/return-value.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("cgroup/sock_create") int program(struct bpf_sock *sk) {
  u32 n = sk->family;
  asm volatile("" : "+r"(n));
  return n & 7;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: return-value.cpp:11:3: error: this returns what is between 0 and 7; allowed is [0, 1] [return-value]
// CHECK: in: program 'program'
// CHECK: return-value.cpp:9:15: note: it was read from the context here
// LIVE: return-value.cpp:11:3: error: {{.*}} {{\[}}return-value]
