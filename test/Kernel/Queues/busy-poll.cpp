// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A loop that waits by busy_poll() ends when nothing comes, and what it took is resumed.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:3 poll poll start:40 poll | FileCheck %s
// CHECK: poll: 0
// CHECK: resumed 35
#include <flexnet/flexnet.h>
flexnet::queues<4> work SEC(".maps");
u64 resumed;
SEC("syscall") int start(void *ctx) {
  co_await queue_insert(work, ctx, 2);
  resumed++;
  return 0;
}
SEC("flexnet/executor") void poll(void) {
  coro_t batch[32];
  int n = 0;
  while (n < 32)
    if ((batch[n] = queue_pop_front(work, 2)))
      n++;
    else
      busy_poll();
  for (int i = 0; i < n; i++)
    batch[i].resume();
}
char LICENSE[] SEC("license") = "GPL";
