// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// RCU and preemption guards balance.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %run-headers %s
#include "test.h"

SEC("syscall") int guards(run *r) {
  {
    flexnet::rcu_guard guard;
    if (r->pid == 0)
      return __LINE__;
  }
  {
    flexnet::preempt_guard guard;
    if (r->pid == 0)
      return __LINE__;
  }
  return 0;
}
