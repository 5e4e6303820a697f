// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
/// A coroutine on a tracepoint: one for each system call that returns a number which no other
/// process gets, be it a length or a process' id.
#include <flexnet/flexnet.h>

#include <bpf/bpf_helpers.h>

char _license[] SEC("license") = "GPL";

flexnet::queues<1, {.depth = 64}> work SEC(".maps");
u64 writes;

SEC("raw_tp/sys_exit") int exit(struct bpf_raw_tracepoint_args *ctx) {
  if (ctx->args[1] != 1299709)
    co_return 0;
  co_await queue_insert(work, ctx, 0);
  writes++;
  co_return 0;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
