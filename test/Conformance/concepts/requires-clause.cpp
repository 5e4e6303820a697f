// requires clauses on functions, members and on a class template.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <u32 n>
  requires(n > 0 && (n & (n - 1)) == 0)
struct ring {
  u64 items[n] = {};
  u64 &at(u64 i) { return items[i & (n - 1)]; }
  u64 middle() const
    requires(n >= 4)
  {
    return items[n / 2];
  }
};

template <class T> static u64 bits(T v)
  requires(sizeof(T) == 8)
{
  return v >> 3;
}
template <class T> static u64 bits(T v)
  requires(sizeof(T) < 8)
{
  return v << 3;
}

CONFORM(a, b) {
  ring<4> r;
  r.at(a) = b;
  r.at(b) += a;
  return mix(r.middle(), bits(a)) + bits(static_cast<u16>(b));
}
