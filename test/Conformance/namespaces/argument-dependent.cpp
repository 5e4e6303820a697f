// Functions found in the namespace of their argument.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

namespace units {
struct meters {
  u64 v;
};
static NOINLINE u64 value(const meters &m) { return m.v; }
meters operator+(const meters &x, const meters &y) { return {x.v + y.v}; }
struct hidden {
  u64 v;
  friend u64 secret(const hidden &h) { return h.v * 11; }
};
} // namespace units

CONFORM(a, b) {
  units::meters x = {a}, y = {b};
  units::hidden h = {a ^ b};
  return mix(value(x + y), secret(h));
}
