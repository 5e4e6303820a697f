// A function may be called in several states, and lead to another one from each.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

enum class lamp { off, dim, bright };
struct light {
  u32 n = 0;
  [[flexnet::moves(lamp::off, lamp::dim), flexnet::moves(lamp::dim, lamp::bright)]] void up() { n++; }
  [[flexnet::needs(lamp::dim, lamp::bright)]] u32 read() { return n; }
  [[flexnet::moves_if(lamp::bright, lamp::dim)]] void spare() { n--; }
};

SEC("xdp") int rx(struct xdp_md *ctx) {
  light l;
  l.spare();
  l.up();
  co_await queue_insert(ctx, l.read());
  l.up();
  l.spare();
  l.up();
  // CHECK: :[[#@LINE+1]]:5: error: up() needs 'lamp::off' or 'lamp::dim', and 'l' is in 'lamp::bright' here
  l.up();
  return XDP_PASS;
}
