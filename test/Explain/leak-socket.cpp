// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A socket is looked up and not released.
// Clang refuses this, too: here without its checks.
// RUN: %coro -mllvm -flexnet-checks=false -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/leak-socket.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("tc") int program(struct __sk_buff *skb) {
  struct bpf_sock_tuple tuple = {};
  struct bpf_sock *sk = bpf_sk_lookup_tcp(skb, &tuple, sizeof(tuple.ipv4), -1, 0);
  return sk ? 1 : 0;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: leak-socket.cpp:11:25: error: what is acquired here is not released on a path to the end [leak]
// CHECK: in: program 'program'
// CHECK: leak-socket.cpp:12:3: note: the path that does not release it ends here
// LIVE: leak-socket.cpp:11:25: error: {{.*}} {{\[}}leak]
