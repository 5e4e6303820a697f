// Overloaded comma, && and ! on a class.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct seq {
  u64 h;
  seq operator,(u64 v) const { return {mix(h, v)}; }
  bool operator!() const { return h == 0; }
  bool operator&&(const seq &o) const { return h & o.h & 1; }
};

CONFORM(a, b) {
  seq s{a}, t{b};
  seq u = (s, b, a, 7);
  return u.h + !s + ((s && t) << 4);
}
