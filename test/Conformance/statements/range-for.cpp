// Range-for over arrays, over a range of one's own and with an initializer.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class numbers {
  u64 from, to;

public:
  class iterator {
    u64 at;

  public:
    explicit iterator(u64 a) : at(a) {}
    u64 operator*() const { return at; }
    iterator &operator++() {
      at++;
      return *this;
    }
    bool operator!=(const iterator &o) const { return at != o.at; }
  };
  numbers(u64 f, u64 t) : from(f), to(t) {}
  iterator begin() const { return iterator(from); }
  iterator end() const { return iterator(to); }
};

CONFORM(a, b) {
  u64 items[] = {a, b, 7}, h = 0;
  for (u64 &v : items)
    v += 1;
  for (u64 n = 0; u64 v : items)
    h = mix(h, v + n++);
  for (u64 v : numbers(3, 9))
    h = mix(h, v);
  return h;
}
