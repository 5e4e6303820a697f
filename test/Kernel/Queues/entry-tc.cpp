// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A program of TC suspends; what goes on needs no packet. The packet's verdict is the policy's.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s ingress#100:3 serve:3 | FileCheck %s
// CHECK: ingress: 2, 100 bytes
// CHECK: bytes 300
#include <flexnet/flexnet.h>
flexnet::queues<2> work SEC(".maps");
u64 bytes;
SEC("tc") int ingress(struct __sk_buff *skb) {
  u32 length = skb->len;
  co_await queue_insert(work, skb, 0);
  bytes += length;
  return 2; // TC_ACT_SHOT
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
char LICENSE[] SEC("license") = "GPL";
