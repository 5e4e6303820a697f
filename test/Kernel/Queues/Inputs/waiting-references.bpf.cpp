// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Coroutines that wait with references to the task of number TASK, and how many those are.
#include <flexnet/flexnet.h>
#include <flexnet/ref.hpp>

struct task_struct___counted {
  struct {
    struct {
      int counter;
    } refs;
  } rcu_users;
} __attribute__((preserve_access_index));

flexnet::queues<1, {.depth = 16}> work SEC(".maps");
u64 users;

SEC("syscall") int start(void *ctx) {
  auto task = flexnet::task_from_pid(TASK);
  if (!task)
    return 1;
  co_await queue_insert(work, ctx, 0);
  return task->pid != TASK;
}

SEC("syscall") int count(void *) {
  auto task = flexnet::task_from_pid(TASK);
  if (!task)
    return 1;
  auto *counted = reinterpret_cast<task_struct___counted *>(task.get());
  users = counted->rcu_users.refs.counter;
  return 0;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
char LICENSE[] SEC("license") = "GPL";
