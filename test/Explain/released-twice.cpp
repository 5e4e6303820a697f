// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A record is submitted twice.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/released-twice.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  auto *e = (u64 *)bpf_ringbuf_reserve(&events, 8, 0);
  if (!e)
    return XDP_PASS;
  bpf_ringbuf_submit(e, 0);
  bpf_ringbuf_submit(e, 0);
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: released-twice.cpp:13:3: error: this passes a number as argument 1 of bpf_ringbuf_submit(), which takes a record of a ring buffer [argument]
// CHECK: in: program 'program'
// CHECK: released-twice.cpp:9:20: note: bpf_ringbuf_reserve() returned it here
// CHECK: released-twice.cpp:12:3: note: it pointed to a record of a ring buffer until this call of bpf_ringbuf_submit()
// LIVE: released-twice.cpp:13:3: error: {{.*}} {{\[}}argument]
