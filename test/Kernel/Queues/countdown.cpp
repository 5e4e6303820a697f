// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A loop that counts down to 0 from a constant: the verifier knows that the counter was not 0.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:2 serve:8 | FileCheck %s
// CHECK: resumed 6
#include <flexnet/flexnet.h>
flexnet::queues<1, {.full = flexnet::deliver}> work SEC(".maps");
u64 resumed;
SEC("syscall") int start(void *ctx) {
  for (u32 i = 3; i > 0; i--) {
    co_await queue_insert(work, 0);
    resumed++;
  }
  return 0;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }
char LICENSE[] SEC("license") = "GPL";
