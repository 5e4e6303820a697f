// Whole classes assigned to globals and copied from them.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class window {
  u64 from, to;
  u8 tail[5];

public:
  constexpr window() : from(0), to(0), tail{} {}
  window(u64 f, u64 t) : from(f), to(t), tail{1, 2, 3, 4, static_cast<u8>(f)} {}
  u64 digest() const { return mix(mix(from, to), tail[4] + tail[1]); }
};
window current, previous;

CONFORM(a, b) {
  previous = current;
  current = window(a, b);
  if (a & 4)
    current = window();
  return mix(current.digest(), previous.digest());
}
