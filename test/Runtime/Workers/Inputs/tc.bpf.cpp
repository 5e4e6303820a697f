// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// A coroutine on a TC hook: drops the packet, and counts its bytes later.
#include <flexnet/flexnet.h>

#include <bpf/bpf_helpers.h>

char _license[] SEC("license") = "GPL";

flexnet::queues<1, {.depth = 64}> work SEC(".maps");
u64 bytes;

SEC("tc") int count(struct __sk_buff *skb) {
  u32 length = skb->len;
  co_await queue_insert(work, skb, 0);
  bytes += length;
  co_return 2; // TC_ACT_SHOT
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
