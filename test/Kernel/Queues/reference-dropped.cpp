// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A coroutine that a full queue drops releases what it has; one that goes on at once keeps it.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-queues %s dropped:6 at_once:6 serve:6 | FileCheck %s
// CHECK-DAG: after 4
// CHECK-DAG: on 6
#include <flexnet/flexnet.h>
#include <flexnet/ref.hpp>

flexnet::queues<1, {.depth = 4, .full = flexnet::drop}> narrow SEC(".maps");
flexnet::queues<1, {.depth = 4, .full = flexnet::deliver}> open SEC(".maps");
u64 after, on;

static s32 me() { return bpf_get_current_pid_tgid() >> 32; }

SEC("syscall") int dropped(void *ctx) {
  auto task = flexnet::task_from_pid(me());
  if (!task)
    return 0;
  co_await queue_insert(narrow, ctx, 0);
  after += task->pid == me();
  return 0;
}

SEC("syscall") int at_once(void *ctx) {
  auto task = flexnet::task_from_pid(me());
  if (!task)
    return 0;
  co_await queue_insert(open, ctx, 0);
  on += task->pid == me();
  return 0;
}

SEC("flexnet/executor") void serve(void) {
  queue_pop_front(narrow, 0).resume();
  queue_pop_front(open, 0).resume();
}
char LICENSE[] SEC("license") = "GPL";
