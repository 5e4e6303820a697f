// A coroutine begins anew with its arguments, so it takes them at the beginning only.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include <flexnet/flexnet.h>

flexnet::queues<4> work SEC(".maps");
SEC("flexnet/executor") void serve(void) { queue_pop_front(work, 0).resume(); }

enum class seen { no, yes };
u32 see([[flexnet::moves(seen::no, seen::yes)]] const u32 *n) { return *n; }

static int inner(const u32 *n) {
  u32 copy = see(n);
  co_await queue_insert(work, 1);
  return copy;
}

u32 number;
SEC("syscall") int outer(void *) {
  u32 n = see(&number);
  // CHECK: :[[#@LINE+1]]:14: error: 'inner' is a coroutine, where 'number' begins anew, and 'number' is in 'seen::yes' here: call it in 'seen::no', or say on its parameter what it needs
  return n + inner(&number);
}
