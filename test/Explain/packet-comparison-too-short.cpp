// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// The comparison covers fewer bytes than are read.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/packet-comparison-too-short.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u8 *data = (u8 *)(long)ctx->data, *end = (u8 *)(long)ctx->data_end;
  if (data + 8 > end)
    return XDP_PASS;
  return *(u32 *)(data + 8);
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: packet-comparison-too-short.cpp:12:10: error: this reads 4 bytes at offset 8 of the packet, of which 8 are compared with its end [packet-bounds]
// CHECK: in: program 'program'
// LIVE: packet-comparison-too-short.cpp:12:10: error: {{.*}} {{\[}}packet-bounds]
