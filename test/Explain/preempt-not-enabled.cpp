// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// The program returns with preemption disabled.
// Clang refuses this, too: here without its checks.
// RUN: %coro -mllvm -flexnet-checks=false -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/preempt-not-enabled.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("tc") int program(struct __sk_buff *skb) {
  flexnet::kfunc::bpf_preempt_disable();
  return skb->len;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: preempt-not-enabled.cpp:11:3: error: this returns inside of a section that bpf_preempt_disable() opened [section]
// CHECK: in: program 'program'
// LIVE: preempt-not-enabled.cpp:11:3: error: {{.*}} {{\[}}section]
