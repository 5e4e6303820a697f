// A lambda that is not inlined has a function with named parameters.
// REQUIRES: bpftool
// RUN: %coro -c %s -o %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: FUNC_PROTO {{.*}} vlen=2
// CHECK-NEXT: 'this'
// CHECK-NEXT: 'n'
// CHECK: FUNC 'operator__'
SEC("xdp") int rx(struct xdp_md *ctx) {
  u32 seed = bpf_get_prandom_u32();
  auto mix = [&](u32 n) __attribute__((noinline)) { return n + seed * bpf_get_prandom_u32(); };
  return mix(4);
}
