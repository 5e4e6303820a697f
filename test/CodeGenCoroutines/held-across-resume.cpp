// An executor resumes nothing under a lock, for the kernel allows no calls there.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>
#include <flexnet/lock.hpp>
#include <flexnet/maps.hpp>

struct shared {
  struct bpf_spin_lock lock;
  u32 count;
};
flexnet::array_map<shared, 1> table SEC(".maps");
flexnet::queues<2> work SEC(".maps");

SEC("syscall") int start(void *ctx) {
  co_await queue_insert(work, ctx, 0);
  return 0;
}

SEC("flexnet/executor") void locked(void) {
  coro_t coro = queue_pop_front(work, 0);
  shared *s = table.lookup(0);
  if (!s)
    return;
  // CHECK: :[[#@LINE+3]]:{{[0-9]+}}: error: a bpf_spin_lock is held across this resume(), and the kernel allows no calls meanwhile: unlock it before, and lock it again afterwards
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: note: locked here
  flexnet::lock_guard guard(s->lock);
  coro.resume();
}

SEC("flexnet/executor") void unlocked(void) {
  if (shared *s = table.lookup(0)) {
    flexnet::lock_guard guard(s->lock);
    s->count++;
  }
  flexnet::rcu_guard guard; // calls are allowed
  queue_pop_front(work, 0).resume();
}
