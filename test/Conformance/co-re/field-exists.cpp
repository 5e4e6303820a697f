// Whether a member of a structure exists, and its size and offset, in the running kernel.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

struct task_struct {
  int tgid;
  char comm[16];
  u64 not_there_at_all;
} __attribute__((preserve_access_index));

#ifdef __bpf__
CONFORM(a, b) {
  task_struct *t = nullptr;
  u64 there = __builtin_preserve_field_info(t->tgid, 2);
  u64 missing = __builtin_preserve_field_info(t->not_there_at_all, 2);
  u64 size = __builtin_preserve_field_info(t->comm, 1);
  u64 moved = __builtin_preserve_field_info(t->tgid, 0) > 100;
  return mix(a, there | missing << 1 | moved << 2) + size * b;
}
#else
CONFORM(a, b) { return mix(a, 5) + 16 * b; }
#endif
