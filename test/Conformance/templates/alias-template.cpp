// Alias templates.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T, u32 n> struct ring {
  T items[n];
};
template <class T> using ring4 = ring<T, 4>;
template <class T> using ref = T &;

static NOINLINE u64 total(const ring4<u64> &r, u64 at) { return r.items[at & 3]; }

CONFORM(a, b) {
  ring4<u64> r = {{a, b, a ^ b, a + b}};
  ref<u64> slot = r.items[b & 3];
  slot += 7;
  return mix(total(r, a), total(r, b));
}
