// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// References are taken before a suspension, used and released after it: of a task, of an object
// of the program's own, both at once, of one that may be null.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-queues %s task:3 object:3 both:3 maybe:4 serve:13 | FileCheck %s
// CHECK-DAG: tasks 6
// CHECK-DAG: objects 18
// CHECK-DAG: maybes 2
// CHECK-DAG: ended 13
#include <flexnet/flexnet.h>
#include <flexnet/ref.hpp>

struct counted {
  u64 value;
};
flexnet::queues<2, {.depth = 16}> work SEC(".maps");
u64 made, tasks, objects, maybes, ended;

static s32 me() { return bpf_get_current_pid_tgid() >> 32; }

SEC("syscall") int task(void *ctx) {
  auto first = flexnet::task_from_pid(me());
  if (!first)
    return 0;
  co_await queue_insert(work, ctx, 0);
  tasks += first->pid == me();
  ended++;
  return 0;
}

SEC("syscall") int object(void *ctx) {
  auto own = flexnet::make_unique<counted>();
  if (!own)
    return 0;
  own->value = ++made;
  co_await queue_insert(work, ctx, 0);
  objects += own->value;
  ended++;
  return 0;
}

SEC("syscall") int both(void *ctx) {
  auto first = flexnet::task_from_pid(me());
  auto own = flexnet::make_unique<counted>();
  if (!first || !own)
    return 0;
  own->value = 4;
  co_await queue_insert(work, ctx, 0);
  tasks += first->pid == me();
  first.reset();
  co_await queue_insert(work, ctx, 0); // only one is left
  objects += own->value;
  ended++;
  return 0;
}

SEC("syscall") int maybe(void *ctx) {
  flexnet::unique_ref<task_struct> some;
  if (made++ & 1)
    some = flexnet::task_from_pid(me());
  co_await queue_insert(work, ctx, 0);
  if (some)
    maybes += some->pid == me();
  ended++;
  return 0;
}

SEC("flexnet/executor") void serve(void) {
  for (u32 i = 0; i < 2; i++)
    queue_pop_front(work, 0).resume();
}
char LICENSE[] SEC("license") = "GPL";
