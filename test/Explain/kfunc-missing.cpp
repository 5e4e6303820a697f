// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A kernel function that this kernel does not have.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/kfunc-missing.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

extern "C" void bpf_never_there(void) __attribute__((section(".ksyms")));

SEC("xdp") int program(struct xdp_md *ctx) {
  bpf_never_there();
  return XDP_PASS;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: error: the object calls bpf_never_there(), which this kernel does not have [kfunc]
// LIVE: error: {{.*}} {{\[}}kfunc]
