// A lock that a helper function takes is held by its caller, also if nothing is inlined.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>
#include <flexnet/maps.hpp>

struct shared {
  struct bpf_spin_lock lock;
  u32 count;
};
flexnet::array_map<shared, 1> table SEC(".maps");

[[gnu::noinline]] static void lock(shared *s) {
  bpf_spin_lock(&s->lock);
}
[[gnu::noinline]] static void unlock(shared *s) { bpf_spin_unlock(&s->lock); }

SEC("xdp") int rx(struct xdp_md *ctx) {
  shared *s = table.lookup(0);
  if (!s)
    return XDP_DROP;
  lock(s);
  s->count++;
  unlock(s);
  co_await queue_insert(ctx, 1);
  s = table.lookup(0);
  if (!s)
    return XDP_DROP;
  // CHECK: :[[#@LINE+4]]:3: error: a bpf_spin_lock is held across this co_await, after which another program goes on: unlock it before, and lock it again afterwards
  // CHECK: :[[#@LINE-16]]:3: note: locked here
  // CHECK: :[[#@LINE+1]]:3: note: called from here
  lock(s);
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}
