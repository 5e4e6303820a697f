// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A member that this kernel's types do not have.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet explain %t.o %S/Recorded/kernel-type-missing.log | FileCheck %s
// RUN: %if kernel-bpf %{ not %flexnet check %t.o 2>&1 | FileCheck %s --check-prefix=LIVE %}
#include "Inputs/refused.h"

struct task_struct___other {
  int never_there;
} __attribute__((preserve_access_index));

SEC("raw_tp/sys_enter") int program(void *ctx) {
  auto *task = (struct task_struct___other *)bpf_get_current_task();
  int n = 0;
  bpf_probe_read_kernel(&n, sizeof(n), &task->never_there);
  return n;
}

SEC("xdp") int waits(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 0);
  return XDP_PASS;
}

// CHECK: kernel-type-missing.cpp:14:7: error: this accesses struct task_struct___other.never_there, which this kernel does not have [unresolved]
// CHECK: in: program 'program'
// LIVE: kernel-type-missing.cpp:14:7: error: {{.*}} {{\[}}unresolved]
