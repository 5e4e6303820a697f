// Destructors count where they run: what they close is closed at the end of the scope.
// RUN: %coro -c %s -o %t.o
#include <flexnet/flexnet.h>

enum class txn { idle, open [[flexnet::no_return("the transaction is still open")]] };
struct transaction {
  u32 n = 0;
  [[flexnet::moves(txn::idle, txn::open)]] transaction() { n++; }
  [[flexnet::moves(txn::open, txn::idle)]] ~transaction() { n--; }
};

SEC("xdp") int rx(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  transaction t;
  if (ctx->rx_queue_index)
    return XDP_DROP;
  return XDP_PASS;
}
