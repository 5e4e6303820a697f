// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Under overload, of two layers, nothing is lost uncounted: at any time, and at the end.
// REQUIRES: kernel-bpf, kernel-btf, netns, ethtool
// RUN: %coro -O2 -c %s -o %t.o
// RUN: %python %S/Inputs/overload.py %flexnet %t.o --workers 1 | FileCheck %s
// RUN: %python %S/Inputs/overload.py %flexnet %t.o --workers 4 | FileCheck %s
// CHECK: overloaded yes
// CHECK-NEXT: resumed some yes
// CHECK-NEXT: accounted for all
// CHECK-NEXT: waiting 0
#include <flexnet/flexnet.h>
#include <bpf/bpf_endian.h>
flexnet::queues<2, {.depth = 64}> one SEC(".maps");
flexnet::queues<1, {.depth = 16}> two SEC(".maps");
/// Of 96 bytes each, what the test sends over IPv4; over IPv6 it is 20 longer.
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 length = ctx->data_end - ctx->data;
  co_await queue_insert(one, ctx, length & 1);
  if (length < 106)
    return XDP_PASS;
  co_await queue_insert(two, ctx, 0);
  return XDP_PASS;
}
/// As much as there is of the first set, a little of the second.
SEC("flexnet/executor") void serve(void) {
  queue_pop_front(two, 0).resume();
  for (u32 i = 0; i < 2; i++)
    for (u32 n = 0; n < 8; n++)
      queue_pop_front(one, i).resume();
}
char LICENSE[] SEC("license") = "GPL";
