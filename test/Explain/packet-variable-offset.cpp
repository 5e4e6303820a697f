// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// An offset from the packet that is not compared.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/packet-variable-offset.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u8 *data = (u8 *)(long)ctx->data, *end = (u8 *)(long)ctx->data_end;
  if (data + 20 > end)
    return XDP_PASS;
  u32 header = (data[0] & 15) * 4;
  return data[header + 4];
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: packet-variable-offset.cpp:13:10: error: this reads 1 byte at offset 4 of the packet, of which 0 are compared with its end [packet-bounds]
// CHECK: in: program 'program'
// CHECK: packet-variable-offset.cpp:13:10: note: the index is between 0 and 60 here
// CHECK: packet-variable-offset.cpp:12:17: note: it was read from the packet here
// LIVE: packet-variable-offset.cpp:13:10: error: {{.*}} {{\[}}packet-bounds]
