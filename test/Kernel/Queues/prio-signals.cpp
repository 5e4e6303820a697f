// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// queue_peek says the key of what comes next and how long that has been waiting, and takes nothing;
// queue_depth counts what came and what is sorted in.
// REQUIRES: kernel-bpf
// RUN: %run-queues %s start:3 sleep look look serve start look serve:3 look | FileCheck %s
// CHECK-DAG: depths 33300
// CHECK-DAG: keys 55400
// CHECK-DAG: nothing 1
// CHECK-DAG: waited 2
#include <flexnet/flexnet.h>
flexnet::prio_queues<2> work SEC(".maps");
u64 began, keys, depths, nothing, waited;
SEC("syscall") int start(void *ctx) {
  u64 number = began++, key = number == 3 ? 4 : 5 + number;
  co_await queue_insert(work, ctx, 1, key);
  return 0;
}
SEC("flexnet/executor") void look(void) {
  prio_queue_head head = queue_peek(work, 1);
  keys = (keys + head.key) * 10;
  depths = (depths + queue_depth(work, 1)) * 10;
  nothing += !head;
  waited += head && head.sojourn_ns > 40000000 && queue_sojourn_ns(work, 1) >= head.sojourn_ns;
}
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 1).resume(); }
char LICENSE[] SEC("license") = "GPL";
