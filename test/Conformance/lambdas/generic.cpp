// Generic lambdas, with auto and with a template parameter list.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

CONFORM(a, b) {
  auto add = [](auto x, auto y) { return x + y; };
  auto size = []<class T>(T) { return sizeof(T); };
  return add(a, b) + add(static_cast<u8>(a), 1) + size(static_cast<u16>(b)) * size(a);
}
