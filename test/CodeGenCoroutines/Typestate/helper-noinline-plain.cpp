// Outside of coroutines a noinline helper function is followed like any other.
// RUN: not %clangxx -target bpf -g -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include "Inputs/parser.h"

[[gnu::noinline]] static u32 look(parser &p) {
  // CHECK: :[[#@LINE+1]]:12: error: look() needs 'parse::checked', and 'p' is in 'parse::done' here
  return p.look();
}

SEC("socket") int prog(struct __sk_buff *skb) {
  parser p;
  p.check();
  p.finish();
  // CHECK: :[[#@LINE+2]]:10: note: called from here
  // CHECK: :[[#@LINE-2]]:5: note: finish() brought 'p' to 'parse::done' here
  return look(p);
}
