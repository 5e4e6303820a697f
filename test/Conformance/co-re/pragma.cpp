// #pragma clang attribute for all structures of a header, as vmlinux.h has it.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

#ifdef __bpf__
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
#endif
struct task_struct {
  task_struct *group_leader;
  int pid, tgid;
};
#ifdef __bpf__
#pragma clang attribute pop
#endif

CONFORM(a, b) {
  task_struct *task = CURRENT_TASK(task_struct);
  return mix(a, task->group_leader->tgid) + task->tgid * b + task->pid;
}
