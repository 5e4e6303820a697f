// A parameter without a name gets one: the kernel refuses a function that has none.
// REQUIRES: bpftool
// RUN: %coro -c %s -o %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s
#include <flexnet/flexnet.h>

// CHECK: FUNC_PROTO {{.*}} vlen=1
// CHECK-NEXT: 'arg1' type_id=
// CHECK: FUNC 'filter'
SEC("tc") int filter(struct __sk_buff *) { return 0; }
