// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A store into the packet without a comparison.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/packet-write.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u8 *data = (u8 *)(long)ctx->data;
  data[6] = 0;
  return XDP_TX;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: packet-write.cpp:10:11: error: this writes 1 byte at offset 6 of the packet, of which 0 are compared with its end [packet-bounds]
// CHECK: in: program 'program'
// LIVE: packet-write.cpp:10:11: error: {{.*}} {{\[}}packet-bounds]
