// So is an rvalue reference as a member.
// REQUIRES: bpftool
// RUN: %coro -c %s -o %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s
#include <flexnet/flexnet.h>

struct holder {
  u32 &&kept;
};
[[gnu::noinline]] u32 read(holder *h) { return h->kept * bpf_get_prandom_u32(); }

// CHECK: [[[#PTR:]]] PTR '(anon)' type_id=[[#HOLDER:]]
// CHECK: [[[#HOLDER]]] STRUCT 'holder' size=8 vlen=1
// CHECK-NEXT: 'kept' type_id=[[#MEMBER:]]
// CHECK: [[[#MEMBER]]] PTR '(anon)'
SEC("xdp") int rx(struct xdp_md *ctx) {
  holder h = {static_cast<u32 &&>(ctx->rx_queue_index)};
  return read(&h);
}
