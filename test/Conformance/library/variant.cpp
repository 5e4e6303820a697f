// std::variant: held, asked for, taken by index and type.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <variant>

CONFORM(a, b) {
  std::variant<u64, u32> v = a;
  if (b & 1)
    v = u32(b);
  u64 h = v.index();
  if (auto *wide = std::get_if<u64>(&v))
    h = mix(h, *wide);
  if (std::holds_alternative<u32>(v))
    h = mix(h, *std::get_if<u32>(&v));
  return h;
}
