// <chrono>: durations, converted, compared, rounded.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <chrono>

using namespace std::chrono_literals;

CONFORM(a, b) {
  std::chrono::nanoseconds x{s64(a >> 2)}, y{s64(b >> 2)};
  u64 h = mix(x < y, (x + 5us).count());
  h = mix(h, u64(std::chrono::duration<u64, std::micro>(a).count()));
  return mix(h, (y > 1ms) + 2 * (x == y));
}
