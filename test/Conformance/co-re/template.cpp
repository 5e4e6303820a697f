// Members of a kernel structure read by a template and by a lambda.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

struct task_struct {
  int pid, tgid;
} __attribute__((preserve_access_index));

template <class T, class F> static inline u64 read(const T *from, F field) { return field(*from); }

CONFORM(a, b) {
  const task_struct *task = CURRENT_TASK(task_struct);
  u64 tgid = read(task, [](const auto &t) { return t.tgid; });
  return mix(a, tgid) + read(task, [b](const task_struct &t) { return t.pid * b; });
}
