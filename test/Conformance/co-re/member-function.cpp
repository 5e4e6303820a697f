// Member functions of a kernel structure read its members.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

struct task_struct {
  int pid, tgid;
  char comm[16];
  bool leads() const { return pid == tgid; }
  u64 id() const { return static_cast<u64>(tgid) << 32 | static_cast<u32>(pid); }
  char letter(u32 i) const { return comm[i]; }
} __attribute__((preserve_access_index));

CONFORM(a, b) {
  const task_struct *task = CURRENT_TASK(task_struct);
  return mix(a ^ task->id(), b) + task->leads() + task->letter(2);
}
