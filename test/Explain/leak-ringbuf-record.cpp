// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A record is reserved and not submitted on one path.
// Clang refuses this, too: here without its checks.
// RUN: %coro -mllvm -flexnet-checks=false -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/leak-ringbuf-record.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  auto *e = (u64 *)bpf_ringbuf_reserve(&events, 8, 0);
  if (!e)
    return XDP_PASS;
  if (ctx->rx_queue_index == 7)
    return XDP_DROP;
  bpf_ringbuf_submit(e, 0);
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: leak-ringbuf-record.cpp:10:20: error: what is acquired here is not released on a path to the end [leak]
// CHECK: in: program 'program'
// CHECK: leak-ringbuf-record.cpp:17:1: note: the path that does not release it ends here
// LIVE: leak-ringbuf-record.cpp:10:20: error: {{.*}} {{\[}}leak]
