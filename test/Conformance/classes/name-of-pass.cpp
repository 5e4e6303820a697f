// Classes with the names that C and BPF use: a class named map, a member named data.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class map {
  u64 data, key;

public:
  map(u64 d, u64 k) : data(d), key(k) {}
  NOINLINE u64 lookup() const { return data ^ key; }
};
struct list {
  map first;
  u64 size;
};

static NOINLINE u64 total(const list &l) { return l.first.lookup() + l.size; }

CONFORM(a, b) {
  list l = {map(a, b), 3};
  return total(l);
}
