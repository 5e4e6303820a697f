/* SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only */
// What twins.bpf.c says in C, program by program.
#include <flexnet/bpf.hpp>

struct flow {
  u32 src, dst;
};
struct event {
  u64 pid, what;
};
struct task_struct {
  int pid; // libbpf compares kfuncs with the kernel by complete types
};
struct counter {
  struct bpf_spin_lock lock;
  u64 packets;
};
flexnet::hash_map<flow, u64, 64> flows SEC(".maps");
flexnet::array_map<counter, 1> counters SEC(".maps");
flexnet::percpu_array_map<u64, 1> by_cpu SEC(".maps");
flexnet::queue_map<u64, 8> queue SEC(".maps");
flexnet::ringbuf<4096> events SEC(".maps");
char LICENSE[] SEC("license") = "GPL";

SEC("tc") int lookup(__sk_buff *ctx) {
  if (u64 *value = flows.lookup({ctx->len, 2}))
    ++*value;
  return 0;
}

SEC("tc") int update(__sk_buff *ctx) { return flows.update({1, ctx->len}, 5); }

SEC("tc") int insert_or_count(__sk_buff *ctx) {
  flow key = {1, ctx->len};
  u64 zero = 0;
  if (u64 *value = flows.lookup_or_insert(key, zero))
    ++*value;
  return 0;
}

SEC("tc") int erase(__sk_buff *ctx) { return flows.erase({1, ctx->len}); }

SEC("tc") int count(__sk_buff *ctx) {
  if (u64 *value = by_cpu.lookup(0))
    *value += ctx->len;
  return 0;
}

SEC("tc") int locked(__sk_buff *) {
  counter *c = counters.lookup(0);
  if (!c)
    return 1;
  flexnet::lock_guard guard(c->lock);
  c->packets++;
  return 0;
}

SEC("tc") int queued(__sk_buff *ctx) {
  u64 value;
  queue.push(ctx->len);
  queue.pop(value);
  return value;
}

SEC("tc") int submitted(__sk_buff *ctx) {
  auto e = events.reserve<event>();
  if (!e)
    return 1;
  e->pid = 1;
  e->what = ctx->len;
  e.submit();
  return 0;
}

SEC("tc") int discarded(__sk_buff *) {
  auto e = events.reserve<event>();
  if (!e)
    return 1;
  e->pid = 1;
  return 0;
}

SEC("syscall") int referenced(event *r) {
  auto task = flexnet::task_from_pid(r->pid);
  if (!task)
    return 1;
  r->what = 1;
  return 0;
}

SEC("syscall") int guarded(event *r) {
  flexnet::rcu_guard guard;
  r->what = r->pid + 1;
  return 0;
}

SEC("tc") int summed(__sk_buff *) {
  u64 sum = 0;
  flows.for_each([&](const flow &, u64 &value) { sum += value; });
  return sum;
}
