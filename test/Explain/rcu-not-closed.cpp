// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// The program returns inside of an RCU section.
// Clang refuses this, too: here without its checks.
// RUN: %coro -mllvm -flexnet-checks=false -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/rcu-not-closed.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("tc") int program(struct __sk_buff *skb) {
  flexnet::kfunc::bpf_rcu_read_lock();
  return skb->len;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: rcu-not-closed.cpp:11:3: error: this returns inside of a section that bpf_rcu_read_lock() opened [section]
// CHECK: in: program 'program'
// LIVE: rcu-not-closed.cpp:11:3: error: {{.*}} {{\[}}section]
