// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// Each executor serves a queue of its own; add() suspends on both.
#include <flexnet/flexnet.h>

#include <bpf/bpf_helpers.h>

char _license[] SEC("license") = "GPL";

flexnet::queues<1, {.depth = 16}> first SEC(".maps");
flexnet::queues<1, {.depth = 16}> second SEC(".maps");
u32 sum;

SEC("syscall") int add(void *ctx) {
  for (u32 i = 0; i < 10; i++) {
    co_await queue_insert(first, ctx, 0);
    sum += i;
    co_await queue_insert(second, ctx, 0);
  }
  co_return 0;
}

SEC("flexnet/executor") void serve_first(void) { queue_pop_front(first, 0).resume(); }
SEC("flexnet/executor") void serve_second(void) { queue_pop_front(second, 0).resume(); }
