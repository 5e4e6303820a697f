// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A coroutine with BPF_PROG's typed arguments.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %coro -O2 -c %s -o %t.o
// RUN: %python %S/Inputs/events.py 4242 100 %flexnet run %t.o | FileCheck %s
// CHECK: suspended 100 = resumed 100 + lost 0 + waiting 0
#include <flexnet/flexnet.h>
#include <bpf/bpf_tracing.h>
flexnet::queues<2> work SEC(".maps");
u64 seen;
SEC("tp_btf/sys_enter") int BPF_PROG(on_call, struct pt_regs *, long id) {
  if (id != 4242) // no system call: nobody else calls it
    return 0;
  co_await queue_insert(work, ctx, 0);
  seen += id;
  return 0;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
char LICENSE[] SEC("license") = "GPL";
