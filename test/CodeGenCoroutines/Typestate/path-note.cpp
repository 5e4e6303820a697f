// What is wrong on some path only has notes: what led into the state, and the branches that
// decide; not those whose both ways lead there.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include "Inputs/parser.h"

u32 count;

SEC("xdp") int rx(struct xdp_md *ctx) {
  parser p;
  if (bpf_get_prandom_u32() & 1) // decides nothing
    __atomic_fetch_add(&count, 1, __ATOMIC_RELAXED);
  // CHECK-DAG: :[[#@LINE+1]]:{{[0-9]+}}: note: from here it goes on at line [[#@LINE+6]]
  if (bpf_get_prandom_u32() & 2) {
    p.check();
    __atomic_fetch_add(&count, 2, __ATOMIC_RELAXED);
  }
  // CHECK-DAG: :[[#@LINE+1]]:{{[0-9]+}}: error: look() needs 'parse::checked', and 'p' is in 'parse::raw' here on some path: check() comes next
  u32 n = p.look();
  co_await queue_insert(ctx, n);
  return XDP_PASS;
}
