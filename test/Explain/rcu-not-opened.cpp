// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// An RCU section is closed that was not opened.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/rcu-not-opened.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("tc") int program(struct __sk_buff *skb) {
  flexnet::kfunc::bpf_rcu_read_unlock();
  return skb->len;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: rcu-not-opened.cpp:9:3: error: this calls bpf_rcu_read_unlock() without bpf_rcu_read_lock() [section]
// CHECK: in: program 'program'
// LIVE: rcu-not-opened.cpp:9:3: error: {{.*}} {{\[}}section]
