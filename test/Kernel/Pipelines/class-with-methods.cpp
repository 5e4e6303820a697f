// An object with constructor, operators and references to it lives across suspensions.
// REQUIRES: kernel-bpf
// RUN: %run-pipeline -O1 %s
// RUN: %run-pipeline -O2 %s
// RUN: %run-pipeline -Os %s
// RUN: %run-pipeline -O3 %s
#include "Inputs/pipeline.h"
class digest {
  u64 state;
public:
  explicit digest(u64 seed) : state(seed) {}
  digest &operator<<(u64 v) { state = (state ^ v) * 0x100000001b3; return *this; }
  template <class T> void both(const T &a, const T &b) { *this << a << b; }
  u64 value() const { return state; }
};
SEC("xdp") int pipeline(struct xdp_md *ctx) {
  u64 a = word_of(ctx, 0), b = word_of(ctx, 1), c = word_of(ctx, 2);
  digest whole(7);
  whole << a;
  whole.both(b, c);
  results.want[0] = whole.value();
  digest d(7);
  d << a;
  co_await queue_insert(ctx, 0);
  digest &same = d;
  same.both(b, c);
  results.got[0] = d.value();
  return XDP_PASS;
}
