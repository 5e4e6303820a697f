// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A raw tracepoint's arguments live across a suspension.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s on_event:3 serve:3 | FileCheck %s
// CHECK: arguments 63
#include <flexnet/flexnet.h>
flexnet::queues<2> work SEC(".maps");
u64 arguments;
SEC("raw_tp/sys_enter") int on_event(struct bpf_raw_tracepoint_args *ctx) {
  u64 first = ctx->args[0], second = ctx->args[1]; // 1, 2: of flexnet-queue-runner
  co_await queue_insert(work, ctx, 1);
  arguments += first + second * 10;
  return 0;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 1).resume(); }
char LICENSE[] SEC("license") = "GPL";
