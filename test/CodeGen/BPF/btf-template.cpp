// The kernel takes letters, digits and '_' in a name: templates and scopes are spelled so.
// REQUIRES: bpftool
// RUN: %coro -c %s -o %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s --implicit-check-not='<' --implicit-check-not=::
#include <flexnet/flexnet.h>

namespace mine {
struct thing {
  u32 x;
};
} // namespace mine
template <class T, int N> struct box {
  T value[N];
};
template <class T> [[gnu::noinline]] static T times(T n) { return n * bpf_get_prandom_u32(); }

// CHECK-DAG: STRUCT 'box_mine__thing__3_' size=12 vlen=1
// CHECK-DAG: FUNC 'times_unsigned_int_'
box<mine::thing, 3> things;
SEC("xdp") int rx(struct xdp_md *ctx) {
  return things.value[1].x + times<u32>(ctx->rx_queue_index);
}
