// Prefix and postfix ++ and --.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class ticks {
  u64 n;

public:
  explicit ticks(u64 x) : n(x) {}
  ticks &operator++() {
    n += 2;
    return *this;
  }
  ticks operator++(int) {
    ticks old = *this;
    ++*this;
    return old;
  }
  ticks &operator--() {
    n--;
    return *this;
  }
  u64 get() const { return n; }
};

CONFORM(a, b) {
  ticks t(a), u(b);
  u64 x = t++.get(), y = (++t).get(), z = (--u).get();
  return mix(mix(x, y), z + t.get());
}
