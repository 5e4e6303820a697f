// A reference to a task is released at the end of the scope, also when it was moved.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#include <flexnet/ref.hpp>

struct [[flexnet::preserve_access_index]] task_struct {
  int pid, tgid;
};

#ifdef __bpf__
static inline flexnet::unique_ref<task_struct> self() {
  return flexnet::task_from_pid(static_cast<s32>(bpf_get_current_pid_tgid()));
}

CONFORM(a, b) {
  auto task = self();
  if (!task)
    return 1;
  auto moved = static_cast<flexnet::unique_ref<task_struct> &&>(task);
  if (task || !moved)
    return 2;
  return mix(a, moved->tgid) + b;
}
#else
CONFORM(a, b) { return mix(a, getpid()) + b; }
#endif
