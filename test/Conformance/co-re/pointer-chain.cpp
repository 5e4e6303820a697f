// A chain of pointers through several kernel structures.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

struct kuid_t {
  u32 val;
} __attribute__((preserve_access_index));
struct cred {
  kuid_t uid, egid;
} __attribute__((preserve_access_index));
struct task_struct {
  task_struct *group_leader;
  const struct cred *cred;
  int tgid;
} __attribute__((preserve_access_index));

CONFORM(a, b) {
  task_struct *task = CURRENT_TASK(task_struct);
  u32 uid = task->group_leader->group_leader->cred->uid.val;
  return mix(mix(a, uid), task->cred->egid.val) + task->group_leader->tgid + b;
}
