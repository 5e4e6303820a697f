// Of a class the data members are in BTF; its functions, statics, types and friends are not.
// REQUIRES: bpftool
// RUN: %coro -c %s -o %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s
#include <flexnet/flexnet.h>

class counter {
public:
  u64 hits;
  static int shared;
  using number = u64;
  enum { limit = 10 };
  friend int reads(counter &);
  counter(const counter &) = delete;
  constexpr counter() : hits(0), inner(0) {}
  u64 add(u64 n) {
    inner++;
    return hits += n;
  }

private:
  u32 inner;
};

// CHECK: STRUCT 'counter' size=16 vlen=2
// CHECK-NEXT: 'hits'
// CHECK-NEXT: 'inner'
// CHECK: VAR 'total'
counter total;
SEC("xdp") int rx(struct xdp_md *ctx) { return total.add(ctx->rx_queue_index); }
