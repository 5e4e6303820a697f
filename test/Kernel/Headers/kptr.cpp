// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A reference stays in a map value from one program to the next.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-headers %s
#include "test.h"

struct task_struct {
  int pid, tgid;
} __attribute__((preserve_access_index));
struct element {
  u64 value;
};
struct kept {
  flexnet::kptr<task_struct> task;
  flexnet::kptr<element> mine;
};
flexnet::array_map<kept, 1> slots SEC(".maps");

SEC("syscall") int put_and_take(run *r) {
  kept *slot = slots.lookup(0);
  CHECK(slot && !slot->task.take());
  auto given = flexnet::task_from_pid(r->pid);
  CHECK(given);
  CHECK(!slot->task.exchange(static_cast<flexnet::unique_ref<task_struct> &&>(given)));
  {
    flexnet::rcu_guard guard;
    task_struct *task = slot->task.get();
    CHECK(task && task->pid == static_cast<int>(r->pid));
  }
  auto task = slot->task.take();
  CHECK(task && task->tgid == static_cast<int>(r->pid));
  CHECK(!slot->task.exchange(static_cast<flexnet::unique_ref<task_struct> &&>(task)));
  return 0; // the kernel releases what is left in the map
}

SEC("tc") int own(__sk_buff *ctx) {
  kept *slot = slots.lookup(0);
  CHECK(slot);
  auto made = flexnet::make_unique<element>();
  CHECK(made);
  made->value = ctx->len;
  slot->mine.exchange(static_cast<flexnet::unique_ref<element> &&>(made));
  auto back = slot->mine.take();
  CHECK(back && back->value == ctx->len);
  return 0;
}
