// Who inserts without a packet, from a program of any type, wakes the workers, which sleep.
// RUN: %coro -fflexnet-runtime=kernel -c %s -o %t.o
// RUN: llvm-objdump -dr --no-show-raw-insn %t.o | FileCheck %s
// RUN: llvm-objdump -s -j .struct_ops.link %t.o | FileCheck --check-prefix=OPS %s
#include <flexnet/flexnet.h>

char LICENSE[] SEC("license") = "GPL";

flexnet::queues<1> work SEC(".maps");
u64 ended, pipeline, rx, run; // no names of ours

// No stops, no flags.
// OPS: 0010 00000000 00000000 01000000 00000000
// OPS-NEXT: 0020 00000000 00000000

// CHECK-LABEL: <on_exec>:
// CHECK: flexnet_handoff_device
// CHECK: flexnet_wake
SEC("raw_tp/sched_process_exec") int on_exec(void *) {
  co_await queue_insert(work, 0);
  ended++;
  return 0;
}

SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
