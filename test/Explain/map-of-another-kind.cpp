// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A map of a kind that the helper does not take.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/map-of-another-kind.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  return bpf_redirect_map(&values, 0, 0);
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: map-of-another-kind.cpp:9:10: error: this passes to bpf_redirect_map() a map of a kind that it does not take [argument]
// CHECK: in: program 'program'
// LIVE: map-of-another-kind.cpp:9:10: error: {{.*}} {{\[}}argument]
