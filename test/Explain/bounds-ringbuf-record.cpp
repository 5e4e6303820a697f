// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A store behind the end of a record.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/bounds-ringbuf-record.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  auto *e = (u64 *)bpf_ringbuf_reserve(&events, 8, 0);
  if (!e)
    return XDP_PASS;
  u32 i = ctx->rx_queue_index & 3;
  e[i] = 1;
  bpf_ringbuf_submit(e, 0);
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: bounds-ringbuf-record.cpp:13:8: error: this writes 8 bytes at offset 24 of what bpf_ringbuf_reserve() returned, which has 8 [bounds]
// CHECK: in: program 'program'
// CHECK: bounds-ringbuf-record.cpp:13:3: note: a value computed from `i` is between 0 and 24 here
// CHECK: bounds-ringbuf-record.cpp:12:16: note: it was read from the context here
// LIVE: bounds-ringbuf-record.cpp:13:8: error: {{.*}} {{\[}}bounds]
