// A loop of an executor ends by may_goto unless the verifier sees its end.
// RUN: %coro -c %s -o %t.o
// RUN: llvm-objdump -d --no-show-raw-insn %t.o | FileCheck %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

flexnet::queues<4> work SEC(".maps");

SEC("syscall") int start(void *ctx) {
  co_await queue_insert(work, ctx, 0);
  return 0;
}

// CHECK-LABEL: <counted>:
// CHECK-NOT: may_goto
// CHECK-LABEL: <waits>:
// CHECK: may_goto
// CHECK-LABEL: <drains>:
// CHECK: may_goto
SEC("flexnet/executor") void counted(void) {
  for (u32 i = 0; i < queue_count(work); i++)
    queue_pop_front(work, i).resume();
}
SEC("flexnet/executor") void waits(void) {
  coro_t coro;
  while (!(coro = queue_pop_front(work, 0)))
    busy_poll();
  coro.resume();
}
SEC("flexnet/executor") void drains(void) {
  while (coro_t coro = queue_pop_front(work, 0))
    coro.resume();
}
