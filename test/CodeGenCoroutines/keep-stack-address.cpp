// The address of a local cannot be kept: after the co_await the stack is another one.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

extern "C" void look(u32 *) SEC(".ksyms");

SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 a = bpf_get_prandom_u32(), b = bpf_get_prandom_u32();
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: 'larger' is the address of a local variable and lives across a co_await, where it cannot be kept
  u32 *larger = a > b ? &a : &b;
  // CHECK: :[[#@LINE+1]]:3: note: suspended here; keep the value itself; after the co_await the stack is another one
  co_await queue_insert(ctx, 1);
  look(larger);
  return XDP_PASS;
}
