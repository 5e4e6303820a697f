// Arithmetic operators as members and as friends.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class fixed {
  s64 v;

public:
  explicit fixed(s64 x) : v(x) {}
  fixed operator-() const { return fixed(0 - static_cast<u64>(v)); }
  fixed &operator+=(const fixed &o) {
    v = static_cast<u64>(v) + o.v;
    return *this;
  }
  friend fixed operator+(fixed x, const fixed &y) { return x += y; }
  friend fixed operator*(const fixed &x, u32 n) { return fixed(static_cast<u64>(x.v) * n); }
  s64 get() const { return v; }
};

CONFORM(a, b) {
  fixed x(a), y(b);
  return (x + -y * 3 + fixed(5)).get();
}
