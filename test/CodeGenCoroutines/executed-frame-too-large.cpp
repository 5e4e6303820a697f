// A cell of an executor queue grows with the frame: the limit is the stack of what goes on.
// RUN: not %coro -c -DSIZE=600 %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: %coro -c -DSIZE=100 %s -o %t.o
// RUN: not %coro -fflexnet-max-frame=90 -c -DSIZE=100 %s -o %t.o 2>&1 | FileCheck --check-prefix=LIMIT %s
#include <flexnet/flexnet.h>

flexnet::queues<4> work SEC(".maps");

SEC("xdp") int rx(struct xdp_md *ctx) {
  u8 table[SIZE] = {};
  table[bpf_get_prandom_u32() % SIZE] = 1;
  // CHECK: :[[#@LINE+4]]:3: error: the frame of this co_await needs {{60[0-9]}} bytes, but the program that goes on has at most 512 bytes of stack to keep it in
  // CHECK: note: 'table' takes 600 bytes, for line [[#@LINE+4]]
  // CHECK: note: keep less across the co_await
  // LIMIT: :[[#@LINE+1]]:3: error: the frame of this co_await needs {{10[0-9]}} bytes, and '-fflexnet-max-frame=90' allows no more
  co_await queue_insert(work, ctx, 1);
  return table[bpf_get_prandom_u32() % SIZE];
}

SEC("flexnet/executor") void serve(void) {
  for (u32 i = 0; i < 4; i++)
    queue_pop_front(work, i).resume();
}
