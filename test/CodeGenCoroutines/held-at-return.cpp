// What is never released is an error at compile time, in any program of the object.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>
#include <flexnet/lock.hpp>
#include <flexnet/ref.hpp>

SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  // CHECK-DAG: error: a reference to a kernel object is held where the program returns on some path: release it on every path
  // CHECK-DAG: :[[#@LINE+1]]:{{[0-9]+}}: note: acquired here
  task_struct *task = flexnet::kfunc::bpf_task_from_pid(1);
  if (task && task->pid != 1)
    flexnet::kfunc::bpf_task_release(task);
  return XDP_PASS;
}

SEC("tc") int egress(struct __sk_buff *ctx) {
  // CHECK-DAG: error: an RCU read-side section is open where the program returns{{.*}}: end it on every path
  // CHECK-DAG: :[[#@LINE+1]]:{{[0-9]+}}: note: it begins here
  flexnet::kfunc::bpf_rcu_read_lock();
  if (ctx->len > 100)
    return 0;
  flexnet::kfunc::bpf_rcu_read_unlock();
  return 0;
}
