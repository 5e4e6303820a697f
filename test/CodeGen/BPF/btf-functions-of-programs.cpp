// The ramp and every resume program have a function of their own name, with the context
// as the one parameter, and it has a name.
// REQUIRES: bpftool
// RUN: %coro -c %s -o %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s
#include <flexnet/flexnet.h>

flexnet::cpu_queues<2> first SEC(".maps"), second SEC(".maps");

// CHECK: STRUCT 'xdp_md'
// CHECK: '{{ctx|context}}' type_id=
// CHECK-NEXT: FUNC 'rx' {{.*}} linkage=global
// CHECK: FUNC_PROTO {{.*}} vlen=1
// CHECK-NEXT: '{{ctx|context}}' type_id=
// CHECK-NEXT: FUNC 'first_resume' {{.*}} linkage=global
// CHECK: FUNC_PROTO {{.*}} vlen=1
// CHECK-NEXT: '{{ctx|context}}' type_id=
// CHECK-NEXT: FUNC 'second_resume' {{.*}} linkage=global
SEC("xdp") int rx(struct xdp_md *context) {
  u32 a = bpf_get_prandom_u32();
  co_await queue_insert(first, context, 1);
  a += bpf_get_prandom_u32();
  co_await queue_insert(second, context, 1);
  return a;
}
