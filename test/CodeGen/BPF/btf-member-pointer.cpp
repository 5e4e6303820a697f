// Types that only C++ has are in BTF by their size.
// REQUIRES: bpftool
// RUN: %coro -c %s -o %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s
#include <flexnet/flexnet.h>

struct plain {
  int x;
};
struct odd {
  int plain::*member;
  int (plain::*function)();
  decltype(nullptr) null;
  char16_t wide;
};

// CHECK: STRUCT 'odd' size=40 vlen=4
// CHECK-NEXT: 'member' type_id=[[#LONG:]]
// CHECK-NEXT: 'function' type_id=[[#WORDS:]]
// CHECK-NEXT: 'null' type_id=[[#PTR:]]
// CHECK: [[[#LONG]]] INT 'long' size=8
// CHECK: [[[#WORDS]]] ARRAY {{.*}} nr_elems=2
// CHECK: [[[#PTR]]] PTR '(anon)' type_id=0
odd object;
SEC("xdp") int rx(struct xdp_md *ctx) { return object.wide; }
