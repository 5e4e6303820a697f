// <functional>: function objects, std::invoke, std::not_fn, std::bind_front.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <functional>

struct counter {
  u64 n;
  u64 add(u64 v) const { return n + v; }
};

CONFORM(a, b) {
  u64 h = mix(std::plus<>{}(a, b), std::less<>{}(a, b));
  counter c{a};
  h = mix(h, std::invoke(&counter::add, c, b) + std::invoke(&counter::n, c));
  h = mix(h, std::not_fn([](u64 v) { return v & 1; })(a));
  return mix(h, std::bind_front([](u64 x, u64 y) { return x - y; }, a)(b));
}
