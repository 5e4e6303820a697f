// A guard holds a bpf_spin_lock of a map value for a scope.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/lock.hpp>
#include <flexnet/maps.hpp>

struct account {
  struct bpf_spin_lock lock;
  u64 balance, changes;
};
flexnet::array_map<account, 4> accounts SEC(".maps");

CONFORM(a, b) {
  account *x = accounts.lookup(a & 3);
  if (!x)
    return 1;
  u64 seen;
  {
    flexnet::lock_guard guard(x->lock);
    x->balance += b;
    x->changes++;
    seen = x->balance;
  }
  return mix(seen, x->changes);
}
