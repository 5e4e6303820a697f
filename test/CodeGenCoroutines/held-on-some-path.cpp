// What is held on one path only is an error, with notes for the way there.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>
#include <flexnet/lock.hpp>

SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 queue = ctx->rx_queue_index;
  // CHECK: :[[#@LINE+5]]:3: error: an RCU read-side section is open across this co_await on some path, after which another program goes on: end it before, and read again what it guards in a new one afterwards
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: note: it begins here
  flexnet::kfunc::bpf_rcu_read_lock();
  if (queue & 1) // CHECK: :[[#@LINE]]:{{[0-9]+}}: note: from here it goes on at line
    flexnet::kfunc::bpf_rcu_read_unlock();
  co_await queue_insert(ctx, 1);
  if (!(queue & 1))
    flexnet::kfunc::bpf_rcu_read_unlock();
  return XDP_PASS;
}
