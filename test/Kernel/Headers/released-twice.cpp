// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// What a unique_ref owns and the program releases itself, or gives up and forgets, the
// verifier refuses.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %clang -target bpf -g -I %S/Inputs -c %s -o %t.twice.o -DTWICE
// RUN: not %build-dir/bin/flexnet-header-runner %t.twice.o 2>&1 | FileCheck %s --check-prefix=TWICE
// TWICE: call bpf_task_release
// TWICE: call bpf_task_release
// TWICE: not loaded
// RUN: %clang -target bpf -g -I %S/Inputs -c %s -o %t.never.o
// RUN: not %build-dir/bin/flexnet-header-runner %t.never.o 2>&1 | FileCheck %s --check-prefix=NEVER
// NEVER: Unreleased reference
#include "test.h"

struct task_struct {
  int pid, tgid;
};

SEC("syscall") int released(run *r) {
  auto task = flexnet::task_from_pid(r->pid);
#ifdef TWICE
  if (task)
    flexnet::kfunc::bpf_task_release(task.get());
#else
  if (task.release())
    return __LINE__;
#endif
  return 0;
}
