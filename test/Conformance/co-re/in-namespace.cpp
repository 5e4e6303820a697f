// A kernel structure declared in a namespace.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

namespace kernel {
struct task_struct {
  int pid, tgid;
} __attribute__((preserve_access_index));
} // namespace kernel

#ifdef __bpf__
CONFORM(a, b) {
  auto *task = (kernel::task_struct *)bpf_get_current_task_btf();
  return mix(a, task->tgid) + b;
}
#else
CONFORM(a, b) { return mix(a, getpid()) + b; }
#endif
