// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A helper that may sleep, in a program that may not.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/sleepable-helper.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("tc") int program(struct __sk_buff *skb) {
  u64 n = 0;
  bpf_copy_from_user(&n, sizeof(n), nullptr);
  return n;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: sleepable-helper.cpp:10:3: error: this calls bpf_copy_from_user(), which may sleep, in a program that may not [sleep]
// CHECK: in: program 'program'
// LIVE: sleepable-helper.cpp:10:3: error: {{.*}} {{\[}}sleep]
