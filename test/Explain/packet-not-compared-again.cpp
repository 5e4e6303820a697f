// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// After the suspension the packet is not compared with its end again.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/packet-not-compared-again.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

flexnet::cpu_queues<8, {.unsuspendable = flexnet::drop}> cpus SEC(".maps");

SEC("xdp") int waits(struct xdp_md *ctx) {
  u8 *data = (u8 *)(long)ctx->data, *end = (u8 *)(long)ctx->data_end;
  if (data + 8 > end)
    return XDP_PASS;
  co_await queue_insert(cpus, ctx, data[0] & 1);
  return *(u8 *)(long)ctx->data;
}

// CHECK: packet-not-compared-again.cpp:15:10: error: this reads 1 byte at offset 0 of the packet, of which 0 are compared with its end [packet-bounds]
// CHECK: in: coroutine 'waits', program 'cpus_resume'
// CHECK: packet-not-compared-again.cpp:14:3: note: the program goes on after this suspension of coroutine 'waits' on 'cpus'
// LIVE: packet-not-compared-again.cpp:15:10: error: {{.*}} {{\[}}packet-bounds]
