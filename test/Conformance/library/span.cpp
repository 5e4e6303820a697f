// std::span: of an array, its parts, as a parameter of a function that is not inlined.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <array>
#include <span>

static u64 sum(std::span<const u64> values) {
  u64 total = 0;
  for (u64 v : values)
    total += v;
  return total;
}

static NOINLINE u64 fixed(std::span<u64, 4> values) { return values[1] + values.back(); }

CONFORM(a, b) {
  std::array<u64, 4> x{a, b, 3, 4};
  u64 plain[] = {b, a, b};
  u64 h = mix(sum(x), sum(plain));
  h = mix(h, sum(std::span(x).subspan(1, 2)));
  h = mix(h, sum(std::span(x).first<3>()) + std::span(plain).last(1)[0]);
  h = mix(h, fixed(x));
  return mix(h, std::as_bytes(std::span(plain)).size());
}
