// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Members are read where the running kernel has them: this task_struct has them elsewhere.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-headers %s
#include "test.h"

namespace kernel {
struct [[flexnet::preserve_access_index]] task_struct {
  task_struct *group_leader;
  char comm[16];
  int tgid;
  int pid;
  bool is(int id) const { return tgid == id && this->pid != 0; }
};
} // namespace kernel

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct task_struct___as_in_vmlinux {
  int tgid;
};
#pragma clang attribute pop

struct mine : kernel::task_struct {
  int more;
};

SEC("syscall") int read(run *r) {
  int expected = static_cast<int>(r->pid);
  auto *task = reinterpret_cast<kernel::task_struct *>(bpf_get_current_task_btf());
  auto &reference = *task;
  CHECK(task->tgid == expected);
  CHECK(reference.is(expected));
  CHECK(static_cast<mine *>(task)->tgid == expected);
  CHECK(task->group_leader->pid == expected);
  CHECK(reinterpret_cast<task_struct___as_in_vmlinux *>(task)->tgid == expected);
  char comm[16];
  CHECK(!bpf_get_current_comm(comm, sizeof(comm)));
  CHECK(task->comm[0] == comm[0] && comm[0]);
  return 0;
}
