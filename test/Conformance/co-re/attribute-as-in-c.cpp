// __attribute__((preserve_access_index)) on a kernel structure, as in C.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

struct task_struct {
  int tgid;
  char comm[16];
  int pid;
} __attribute__((preserve_access_index));

CONFORM(a, b) {
  task_struct *task = CURRENT_TASK(task_struct);
  return mix(mix(a, task->pid), task->tgid) + task->comm[0] * b;
}
