// A state that must not be left is asked for at the end of the object's scope, and at the return.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

enum class txn { idle, open [[flexnet::no_return("the transaction is still open: commit() it")]] };
struct transaction {
  u32 n = 0;
  [[flexnet::moves(txn::idle, txn::open)]] void begin() { n++; }
  [[flexnet::moves(txn::open, txn::idle)]] void commit() { n--; }
};

SEC("xdp") int in_scope(struct xdp_md *ctx) {
  co_await queue_insert(ctx, 1);
  {
    transaction t;
    // CHECK-DAG: :[[#@LINE+1]]:{{[0-9]+}}: note: begin() brought 't' to 'txn::open' here
    t.begin();
    if (ctx->rx_queue_index)
      t.commit();
    // CHECK-DAG: :[[#@LINE+1]]:3: error: the transaction is still open: commit() it
  }
  return XDP_PASS;
}

static transaction global;

SEC("socket") int of_global(struct __sk_buff *skb) {
  global.begin();
  if (skb->len > 100) {
    global.commit();
    return 1;
  }
  return 0;
  // CHECK-DAG: error: the transaction is still open: commit() it
}
