// The limit holds without an option too, and an array is named with its bytes.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=PLEASE
#include <flexnet/flexnet.h>

SEC("xdp") int rx(struct xdp_md *ctx) {
  u8 table[300] = {};
  u32 at = bpf_get_prandom_u32() % 300;
  table[at] = 1;
  // CHECK: :[[#@LINE+2]]:3: error: the frame of this co_await needs {{[0-9]+}} bytes, but the queue carries at most
  // CHECK: note: 'table' takes 300 bytes
  co_await queue_insert(ctx, 1);
  return table[bpf_get_prandom_u32() % 300];
}
