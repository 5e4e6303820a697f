// With -fflexnet-sojourn the frame holds four bytes more: the time of suspension.
// RUN: %coro -fflexnet-sojourn -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: suspends on 'flexnet_queues', frame 4 bytes
SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  return XDP_PASS;
}
