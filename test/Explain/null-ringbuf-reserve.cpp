// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A record is written without a check that there is one.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/null-ringbuf-reserve.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  auto *e = (u64 *)bpf_ringbuf_reserve(&events, 8, 0);
  *e = 1;
  bpf_ringbuf_submit(e, 0);
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: null-ringbuf-reserve.cpp:10:6: error: this writes through `e`, which may be null [null]
// CHECK: in: program 'program'
// CHECK: null-ringbuf-reserve.cpp:9:20: note: bpf_ringbuf_reserve() returned it here
// LIVE: null-ringbuf-reserve.cpp:10:6: error: {{.*}} {{\[}}null]
