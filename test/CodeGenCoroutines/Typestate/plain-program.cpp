// Programs without a coroutine are checked, too, and without -fflexnet-coro.
// RUN: not %clangxx -target bpf -g -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include "Inputs/parser.h"

SEC("socket") int prog(struct __sk_buff *skb) {
  parser p;
  check_all(&p);
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: check_all() needs 'parse::raw', and 'p' is in 'parse::checked' here
  check_all(&p);
  return p.look();
}
