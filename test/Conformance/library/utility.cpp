// <utility>: pair, move, exchange, swap, integer_sequence, comparisons of mixed sign.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <utility>

template <u64... I> static u64 weighted(const u64 *v, std::integer_sequence<u64, I...>) {
  return (... + (v[I] * (I + 1)));
}

static std::pair<u32, u32> split(u64 v) { return {u32(v), u32(v >> 32)}; }

CONFORM(a, b) {
  auto [low, high] = split(a);
  u64 old = std::exchange(a, b);
  u64 h = mix(low, high);
  std::swap(a, old);
  h = mix(h, a) + old;
  u64 v[] = {a, b, 3, 4};
  h = mix(h, weighted(v, std::make_integer_sequence<u64, 4>()));
  std::pair p{a, b}, q = std::make_pair(b, a);
  p.swap(q);
  h = mix(h, p < q) + std::move(p).first;
  h = mix(h, std::cmp_less(s64(a), b) + 2 * std::in_range<u16>(b));
  return mix(h, std::as_const(q).second);
}
