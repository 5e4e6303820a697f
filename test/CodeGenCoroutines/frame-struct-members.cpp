// Of a struct only the members that are read later are in the frame.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

struct flow {
  u64 unread;
  u32 address;
  u16 port;
};

// CHECK: frame 6 bytes
// CHECK-DAG: bytes 0 to 4:
// CHECK-DAG: bytes 4 to 6:
SEC("xdp") int rx(struct xdp_md *ctx) {
  struct flow flow = {bpf_ktime_get_ns(), bpf_get_prandom_u32(), (u16)bpf_get_prandom_u32()};
  co_await queue_insert(ctx, flow.unread & 1);
  return flow.address ^ flow.port;
}
