// An annotated function with calls of others in its body does what its attributes say.
// RUN: not %coro -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include "Inputs/parser.h"

[[gnu::noinline]] u32 right([[flexnet::moves(parse::raw, parse::done)]] parser *p) {
  p->check();
  p->finish();
  return 0;
}
[[gnu::noinline]] u32 unfinished([[flexnet::moves(parse::raw, parse::done)]] parser *p) {
  p->check();
  return 0;
  // CHECK-DAG: error: 'unfinished' ends with 'p' in 'parse::checked', and its attributes say 'parse::done': change either
}
[[gnu::noinline]] u32 other([[flexnet::needs(parse::raw)]] parser *p, parser *q) {
  // CHECK-DAG: :[[#@LINE+1]]:6: error: this changes the state of 'q', and the attributes of 'other' say nothing of it: put one on that parameter, too
  q->check();
  return 0;
}

SEC("socket") int prog(struct __sk_buff *skb) {
  parser p;
  right(&p);
  // CHECK-DAG: :[[#@LINE+1]]:{{[0-9]+}}: error: look() needs 'parse::checked', and 'p' is in 'parse::done' here
  return p.look();
}
