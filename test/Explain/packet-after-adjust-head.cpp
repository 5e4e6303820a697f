// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A pointer into the packet is used after the packet was moved.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/packet-after-adjust-head.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

SEC("xdp") int program(struct xdp_md *ctx) {
  u8 *data = (u8 *)(long)ctx->data, *end = (u8 *)(long)ctx->data_end;
  if (data + 8 > end)
    return XDP_PASS;
  if (bpf_xdp_adjust_head(ctx, -8))
    return XDP_PASS;
  return data[0];
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: packet-after-adjust-head.cpp:14:10: error: this reads through `data`, which is a number to the verifier [not-a-pointer]
// CHECK: in: program 'program'
// CHECK: packet-after-adjust-head.cpp:9:31: note: it was read from the context here
// CHECK: packet-after-adjust-head.cpp:12:7: note: it pointed to the packet until this call of bpf_xdp_adjust_head()
// LIVE: packet-after-adjust-head.cpp:14:10: error: {{.*}} {{\[}}not-a-pointer]
