// An operator<=> written by hand, with the orderings that the compiler derives.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

#include <compare>

struct serial {
  u32 n;
  std::weak_ordering operator<=>(const serial &o) const {
    s32 d = static_cast<s32>(n - o.n);
    return d < 0   ? std::weak_ordering::less
           : d > 0 ? std::weak_ordering::greater
                   : std::weak_ordering::equivalent;
  }
  bool operator==(const serial &o) const { return n == o.n; }
};

CONFORM(a, b) {
  serial x = {static_cast<u32>(a)}, y = {static_cast<u32>(b)};
  return (x < y) | (x >= y) << 1 | (x != y) << 2 | ((x <=> y) > 0) << 3;
}
