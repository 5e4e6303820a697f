// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A tracing program suspends; `flexnet run` attaches it, and its workers go on.
// REQUIRES: kernel-bpf, kernel-btf
// RUN: %coro -O2 -c %s -o %t.o
// RUN: %python %S/Inputs/events.py 4242 100 %flexnet run %t.o | FileCheck %s
// RUN: %python %S/Inputs/events.py 4242 100 %flexnet run %t.o --workers 2 | FileCheck %s
// CHECK: suspended 100 = resumed 100 + lost 0 + waiting 0
#include <flexnet/flexnet.h>
flexnet::queues<2> work SEC(".maps");
u64 seen;
SEC("tp_btf/sys_enter") int on_call(u64 *ctx) {
  u64 id = ctx[1];
  if (id != 4242) // no system call: nobody else calls it
    return 0;
  co_await queue_insert(work, ctx, 0);
  seen += id;
  return 0;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
char LICENSE[] SEC("license") = "GPL";
