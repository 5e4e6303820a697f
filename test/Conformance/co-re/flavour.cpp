// Two flavours of one structure: the part of the name after ___ is not compared.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

struct task_struct___old {
  int tgid;
  int state_of_old;
} __attribute__((preserve_access_index));
struct task_struct___new {
  int tgid, pid;
} __attribute__((preserve_access_index));

#ifdef __bpf__
CONFORM(a, b) {
  void *task = CURRENT_TASK(task_struct);
  auto *old = static_cast<task_struct___old *>(task);
  auto *now = static_cast<task_struct___new *>(task);
  u64 missing = __builtin_preserve_field_info(old->state_of_old, 2);
  return mix(a, old->tgid + missing) + now->tgid * b;
}
#else
CONFORM(a, b) { return mix(a, getpid()) + getpid() * b; }
#endif
