// Paths that cannot be are no errors: the null test of a reference, a condition asked twice, a
// lock that was not got, a reference that was moved.
// RUN: %coro -Werror -S -emit-llvm %s -o %t.ll
#include <flexnet/flexnet.h>
#include <flexnet/lock.hpp>
#include <flexnet/ref.hpp>
#include <flexnet/ringbuf.hpp>

char LICENSE[] SEC("license") = "GPL";

struct event {
  u64 value;
};
flexnet::ringbuf<4096> events SEC(".maps");
u64 seen;

SEC("xdp") int null_test(struct xdp_md *ctx) {
  task_struct *task = flexnet::kfunc::bpf_task_from_pid(1);
  if (task) {
    seen = task->pid;
    flexnet::kfunc::bpf_task_release(task);
  }
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}

SEC("xdp") int condition(struct xdp_md *ctx) {
  bool guarded = ctx->rx_queue_index & 1;
  if (guarded)
    flexnet::kfunc::bpf_rcu_read_lock();
  seen++;
  if (guarded)
    flexnet::kfunc::bpf_rcu_read_unlock();
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}

SEC("xdp") int nested(struct xdp_md *ctx) {
  {
    flexnet::preempt_guard outer;
    flexnet::preempt_guard inner;
    seen++;
  }
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}

SEC("xdp") int submitted(struct xdp_md *ctx) {
  auto e = events.reserve<event>();
  if (e) {
    e->value = ctx->rx_queue_index;
    e.submit();
  }
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}

SEC("xdp") int moved(struct xdp_md *ctx) {
  auto task = flexnet::task_from_pid(1);
  if (ctx->rx_queue_index == 7) {
    auto other = static_cast<flexnet::unique_ref<task_struct> &&>(task);
    if (other)
      seen = other->pid;
  }
  task.reset();
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}
