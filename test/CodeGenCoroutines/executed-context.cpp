// The context of a program that is not XDP ends with the program.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck --implicit-check-not=error: %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

flexnet::queues<4> work SEC(".maps");
u64 count;

SEC("tc") int uses_context(struct __sk_buff *skb) {
  // CHECK: :[[@LINE+3]]:17: error: the context is used after a co_await, where the program it belonged to is over; keep what is needed of it in variables before the co_await
  // CHECK: :[[@LINE+1]]:3: note: suspended here, on 'work'
  co_await queue_insert(work, skb, 0);
  count += skb->len;
  return 2;
}

SEC("tc") int keeps(struct __sk_buff *skb) {
  // CHECK: :[[@LINE+1]]:3: error: a packet of SEC("tc") cannot wait in an executor queue, so nothing but TC_ACT_SHOT can be returned after this co_await: let the program itself return the verdict, and call a coroutine of its own for the rest
  co_await queue_insert(work, skb, 0);
  return 0;
}

SEC("flexnet/tx") int twice(struct flexnet_tx *ctx) {
  co_await queue_insert(work, ctx, 0);
  // CHECK: :[[@LINE+1]]:3: error: a packet of the send side is suspended once: its context is gone after the first co_await
  co_await queue_insert(work, ctx, 1);
  return 0;
}
