// What the compiler writes is what the runtime reads, with the user's names and places.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 length = ctx->data_end - ctx->data;
  // CHECK: flexnet_queues: 64 queues of 2048 packets, resumed by [[RESUME:[a-z_]+]];
  // CHECK: coroutine rx ({{.*}}compiled.cpp:[[#@LINE-3]])
  // CHECK: compiled.cpp:[[#@LINE+2]]:3 suspends on 'flexnet_queues', frame 4 bytes
  // CHECK: bytes 0 to 4: length
  co_await queue_insert(ctx, 0);
  return length > 100 ? XDP_PASS : XDP_DROP;
}
char _license[] SEC("license") = "GPL";
// CHECK: rx {{ *}}xdp {{.*}}attaches to a device
// CHECK: [[RESUME]] {{ *}}xdp/cpumap {{.*}}resumes
