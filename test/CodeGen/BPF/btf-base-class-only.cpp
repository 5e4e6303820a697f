// A class with a base and no functions has as many members as before, and other ones.
// REQUIRES: bpftool
// RUN: %coro -c %s -o %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s
#include <flexnet/flexnet.h>

struct base {
  u32 first;
};
struct derived : base {
  u32 second;
};

// CHECK: STRUCT 'derived' size=8 vlen=2
// CHECK-NEXT: '__base' {{.*}} bits_offset=0
// CHECK-NEXT: 'second' {{.*}} bits_offset=32
derived object;
SEC("xdp") int rx(struct xdp_md *ctx) { return object.first + object.second; }
