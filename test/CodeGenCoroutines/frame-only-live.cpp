// What is not read after the co_await, and what is written anew before it is read, is
// not in the frame.
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet inspect %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: frame 4 bytes
// CHECK-NEXT: bytes 0 to 4: read_later
// CHECK-NOT: bytes
// CHECK: program
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 read_later = bpf_get_prandom_u32();
  u32 read_before = bpf_get_prandom_u32();
  u64 written_later = bpf_ktime_get_ns();
  if (read_before == 1 || written_later == 2)
    return XDP_DROP;
  co_await queue_insert(ctx, read_before & 3);
  written_later = bpf_ktime_get_ns();
  return written_later > read_later ? XDP_PASS : XDP_DROP;
}
