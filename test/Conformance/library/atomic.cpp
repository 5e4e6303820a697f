// std::atomic: add, exchange, compare and exchange, load and store.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <atomic>

static std::atomic<u64> total;

CONFORM(a, b) {
  total.exchange(a);
  u64 before = total.fetch_add(b);
  u64 expected = a + b;
  bool swapped = total.compare_exchange_strong(expected, 5);
  u64 h = mix(before, swapped);
  total.fetch_or(8);
  std::atomic_ref(h).fetch_xor(3);
  return mix(h, total.load());
}
