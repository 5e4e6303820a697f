// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A record is written after it was submitted.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/used-after-release.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  auto *e = (u64 *)bpf_ringbuf_reserve(&events, 8, 0);
  if (!e)
    return XDP_PASS;
  bpf_ringbuf_submit(e, 0);
  *e = 1;
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: used-after-release.cpp:13:6: error: this writes through `e`, which is a number to the verifier [not-a-pointer]
// CHECK: in: program 'program'
// CHECK: used-after-release.cpp:9:20: note: bpf_ringbuf_reserve() returned it here
// CHECK: used-after-release.cpp:12:3: note: it pointed to a record of a ring buffer until this call of bpf_ringbuf_submit()
// LIVE: used-after-release.cpp:13:6: error: {{.*}} {{\[}}not-a-pointer]
