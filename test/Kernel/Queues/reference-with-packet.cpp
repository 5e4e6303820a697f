// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A reference waits beside a packet, and is released where that is delivered.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-queues %s rx#100:3 serve:3 flexnet_deliver#2048:3 | FileCheck %s
// CHECK: bytes 303
#include <flexnet/flexnet.h>
#include <flexnet/ref.hpp>

flexnet::queues<1, {.depth = 8}> work SEC(".maps");
u64 bytes;

static s32 me() { return bpf_get_current_pid_tgid() >> 32; }

SEC("xdp") int rx(struct xdp_md *ctx) {
  auto task = flexnet::task_from_pid(me());
  if (!task)
    return XDP_DROP;
  co_await queue_insert(work, ctx, 0);
  bytes += ctx->data_end - ctx->data + (task->pid == me());
  return XDP_PASS;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
char LICENSE[] SEC("license") = "GPL";
