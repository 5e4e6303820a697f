// std::visit of a variant.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <variant>

CONFORM(a, b) {
  std::variant<u64, u32, u8> v = a;
  if (b & 1)
    v = u32(b);
  else if (b & 2)
    v = u8(b);
  return std::visit([](auto n) { return u64(n) * sizeof(n); }, v);
}
