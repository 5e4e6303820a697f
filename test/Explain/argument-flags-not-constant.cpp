// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A size is not a constant where it must be.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/argument-flags-not-constant.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  auto *e = (u64 *)bpf_ringbuf_reserve(&events, ctx->rx_queue_index & 63, 0);
  if (!e)
    return XDP_PASS;
  bpf_ringbuf_submit(e, 0);
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: argument-flags-not-constant.cpp:9:20: error: this passes a number, which is not a constant, to bpf_ringbuf_reserve() [argument]
// CHECK: in: program 'program'
// CHECK: argument-flags-not-constant.cpp:9:54: note: it was read from the context here
// LIVE: argument-flags-not-constant.cpp:9:20: error: {{.*}} {{\[}}argument]
