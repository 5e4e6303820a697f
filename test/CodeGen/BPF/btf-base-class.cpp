// A base class is the first member of the derived one; an empty one takes no place.
// REQUIRES: bpftool
// RUN: %coro -c %s -o %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s
#include <flexnet/flexnet.h>

struct empty {};
struct base {
  u32 first;
};
struct derived : empty, base {
  u32 second;
  u32 sum() { return first + second; }
};

// CHECK: STRUCT 'derived' size=8 vlen=2
// CHECK-NEXT: '__base' type_id=[[#BASE:]] bits_offset=0
// CHECK-NEXT: 'second' {{.*}} bits_offset=32
// CHECK: [[[#BASE]]] STRUCT 'base'
// CHECK: VAR 'object'
derived object;
SEC("xdp") int rx(struct xdp_md *ctx) { return object.sum(); }
