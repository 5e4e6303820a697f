// In front of a packet there is no place for a reference; the message names the sets that have one.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>
#include <flexnet/ref.hpp>

u64 seen;

SEC("xdp") int rx(struct xdp_md *ctx) {
  // CHECK: :[[#@LINE+5]]:3: error: a reference to a kernel object is held across this co_await, after which another program goes on: release it before, and acquire it again afterwards, or suspend on flexnet::queues, which keep it
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: note: acquired here
  auto task = flexnet::task_from_pid(1);
  if (!task)
    return XDP_DROP;
  co_await queue_insert(ctx, 1);
  seen = task->pid;
  return XDP_PASS;
}
