// The resume program's name belongs to the queue set.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=PLEASE
#include <flexnet/flexnet.h>

int flexnet_queues_resume;

SEC("xdp") int rx(struct xdp_md *ctx) {
  // CHECK: :[[#@LINE+1]]:3: error: 'flexnet_queues_resume' is the name of the program that resumes what waits in 'flexnet_queues': give yours another name
  co_await queue_insert(ctx, flexnet_queues_resume);
  return XDP_PASS;
}
