// [[flexnet::preserve_access_index]] on a class whose members are in another order.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

class [[flexnet::preserve_access_index]] task_struct {
public:
  char comm[16];
  u32 policy;
  int tgid;
};

CONFORM(a, b) {
  task_struct *task = CURRENT_TASK(task_struct);
  return mix(mix(a, task->policy), task->tgid) + task->comm[1] * b;
}
