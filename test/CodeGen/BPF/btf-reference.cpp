// A reference is a pointer in BTF, also as a parameter, where the kernel wants its name.
// REQUIRES: bpftool
// RUN: %coro -c %s -o %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s
#include <flexnet/flexnet.h>

struct flow {
  u32 port;
};

// CHECK: [[[#IN:]]] PTR '(anon)' type_id=[[#CONST:]]
// CHECK-NEXT: [[[#CONST]]] CONST
// CHECK: [[[#OUT:]]] PTR
// CHECK: FUNC_PROTO {{.*}} vlen=2
// CHECK-NEXT: 'f' type_id=[[#IN]]{{$}}
// CHECK-NEXT: 'out' type_id=[[#OUT]]{{$}}
// CHECK-NEXT: FUNC 'read'
[[gnu::noinline]] u32 read(const flow &f, u32 &out) {
  out = f.port;
  return bpf_get_prandom_u32();
}

SEC("xdp") int rx(struct xdp_md *ctx) {
  flow f = {ctx->rx_queue_index};
  u32 out;
  return read(f, out) + out;
}
