// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// What is acquired is released on every path: tasks, masks, objects of the program's own.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-headers %s
#include "test.h"

struct task_struct {
  int pid, tgid;
} __attribute__((preserve_access_index));
struct bpf_cpumask {
  u64 bits[1];
};
struct node {
  u64 value;
};
flexnet::task_storage<u64> calls SEC(".maps");

SEC("syscall") int tasks(run *r) {
  auto task = flexnet::task_from_pid(r->pid);
  CHECK(task);
  CHECK(task->tgid == static_cast<int>(r->pid));
  auto again = flexnet::acquire(task.get());
  CHECK(again);
  u64 *n = calls.get_or_create(task.get());
  CHECK(n && *n == 0);
  *n = 3;
  n = calls.get(task.get());
  CHECK(n && *n == 3);
  CHECK(calls.erase(task.get()) == 0);
  CHECK(!flexnet::task_from_pid(-1));
  return 0;
}

SEC("syscall") int masks(run *) {
  CHECK(flexnet::cpumask_create());
  return 0;
}

SEC("tc") int objects(__sk_buff *ctx) {
  auto first = flexnet::make_unique<node>();
  CHECK(first); // its value is whatever the memory held
  first->value = ctx->len;
  auto second = static_cast<flexnet::unique_ref<node> &&>(first);
  CHECK(!first && second->value == ctx->len);
  second.reset();
  second = flexnet::make_unique<node>();
  CHECK(second);
  return 0;
}

SEC("tc") int sockets(__sk_buff *ctx) {
  bpf_sock_tuple tuple = {};
  CHECK(!flexnet::sk_lookup_tcp(ctx, tuple, sizeof(tuple.ipv4)));
  if (auto sk = flexnet::sk_lookup_udp(ctx, tuple, sizeof(tuple.ipv4)))
    return sk->state;
  return 0;
}
