// References to kernel structures and to their members.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

struct task_struct {
  int pid, tgid;
  char comm[16];
} __attribute__((preserve_access_index));

CONFORM(a, b) {
  const task_struct &task = *CURRENT_TASK(task_struct);
  const int &tgid = task.tgid;
  const auto &name = task.comm;
  u64 h = mix(a, tgid) + b;
  for (u32 i = 0; i < 4; i++)
    h = mix(h, name[i]);
  return h;
}
