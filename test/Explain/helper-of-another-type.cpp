// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A helper that this program type does not have.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/helper-of-another-type.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  return bpf_skb_load_bytes(ctx, 0, nullptr, 0);
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: helper-of-another-type.cpp:9:10: error: this calls bpf_skb_load_bytes(), which this program type does not have [not-available]
// CHECK: in: program 'program'
// LIVE: helper-of-another-type.cpp:9:10: error: {{.*}} {{\[}}not-available]
