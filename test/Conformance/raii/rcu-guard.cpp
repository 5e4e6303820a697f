// A guard holds the RCU read lock for a scope.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/lock.hpp>

struct [[flexnet::preserve_access_index]] task_struct {
  int tgid;
  task_struct *real_parent;
};

#ifdef __bpf__
CONFORM(a, b) {
  u64 parent;
  {
    flexnet::rcu_guard guard;
    parent = CURRENT_TASK(task_struct)->real_parent->tgid;
  }
  return mix(a, parent) + b;
}
#else
CONFORM(a, b) { return mix(a, getppid()) + b; }
#endif
