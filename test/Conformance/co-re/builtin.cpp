// __builtin_preserve_access_index around an access.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

struct task_struct {
  int pid, tgid;
};

#ifdef __bpf__
CONFORM(a, b) {
  task_struct *task = CURRENT_TASK(task_struct);
  int tgid = __builtin_preserve_access_index(({ task->tgid; }));
  return mix(a, tgid) + b;
}
#else
CONFORM(a, b) { return mix(a, getpid()) + b; }
#endif
