// static_assert with and without a message, at namespace, class and block scope.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static_assert(sizeof(u64) == 8);
struct pair {
  u32 a, b;
  static_assert(sizeof(u32) == 4, "a word");
};

CONFORM(a, b) {
  static_assert(sizeof(pair) == 8);
  pair p = {static_cast<u32>(a), static_cast<u32>(b)};
  return p.a * 3 + p.b;
}
