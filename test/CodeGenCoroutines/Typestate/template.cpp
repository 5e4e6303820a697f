// Attributes of a template are those of what is made from it.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

template <class T> struct box {
  enum class state { empty, full };
  T value = {};
  [[flexnet::moves(state::empty, state::full)]] void put(T v) { value = v; }
  [[flexnet::moves(state::full, state::empty)]] T take() { return value; }
};
enum class once { no, yes };
template <class T> void put_once([[flexnet::moves(once::no, once::yes)]] T &b) { b.value = 1; }

SEC("xdp") int rx(struct xdp_md *ctx) {
  box<u32> b;
  b.put(1);
  co_await queue_insert(ctx, b.take());
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: take() needs 'state::full', and 'b' is in 'state::empty' here: put() comes next
  return b.take();
}

SEC("xdp") int by_parameter(struct xdp_md *ctx) {
  box<u32> b;
  put_once(b);
  co_await queue_insert(ctx, b.value);
  // CHECK: :[[#@LINE+1]]:3: error: put_once<box<unsigned int> >() needs 'once::no', and 'b' is in 'once::yes' here
  put_once(b);
  return XDP_PASS;
}
