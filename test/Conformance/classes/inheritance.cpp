// A class derived from another, in a function that takes the base.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class shape {
protected:
  u64 id;

public:
  explicit shape(u64 i) : id(i) {}
  NOINLINE u64 base_id() const { return id; }
};
class square : public shape {
  u64 side;

public:
  square(u64 i, u64 s) : shape(i), side(s) {}
  NOINLINE u64 area() const { return side * side + id; }
};

static NOINLINE u64 identify(const shape &s) { return s.base_id(); }

CONFORM(a, b) {
  square s(a, b);
  return mix(identify(s), s.area());
}
