// Captures with an initializer, and one that is moved.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct owner {
  u64 id;
  explicit owner(u64 i) : id(i) {}
  owner(owner &&o) : id(o.id) { o.id = 0; }
};

CONFORM(a, b) {
  owner o(a);
  auto f = [o = static_cast<owner &&>(o), twice = b * 2](u64 v) { return o.id + twice * v; };
  return f(b) + o.id;
}
