// A function that the kernel calls back is checked by itself.
// RUN: not %clangxx -target bpf -g -c %s -o %t.o 2>&1 | FileCheck %s --implicit-check-not=error:
#include "Inputs/parser.h"

static long turn(u32 i, void *) {
  parser p;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: error: look() needs 'parse::checked', and 'p' is in 'parse::raw' here
  return p.look();
}

SEC("socket") int prog(struct __sk_buff *skb) {
  return bpf_loop(8, turn, static_cast<void *>(nullptr), 0);
}
