// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// An object of the program is not dropped.
// Clang refuses this, too: here without its checks.
// RUN: %coro -mllvm -flexnet-checks=false -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/leak-object.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

struct object {
  u64 number;
};

SEC("tc") int program(struct __sk_buff *skb) {
  auto object = flexnet::make_unique<struct object>();
  if (!object)
    return 0;
  object->number = skb->len;
  return object.release() ? 1 : 0;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: leak-object.cpp:14:17: error: what is acquired here is not released on a path to the end [leak]
// CHECK: in: program 'program'
// CHECK: leak-object.cpp:19:1: note: the path that does not release it ends here
// LIVE: leak-object.cpp:14:17: error: {{.*}} {{\[}}leak]
