// Move construction and assignment leave the source empty.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class handle {
  u64 id;

public:
  explicit handle(u64 i) : id(i) {}
  handle(const handle &) = delete;
  handle(handle &&o) : id(o.id) { o.id = 0; }
  handle &operator=(handle &&o) {
    id ^= o.id;
    o.id = 1;
    return *this;
  }
  u64 get() const { return id; }
};

static NOINLINE u64 get(const handle &h) { return h.get(); }

CONFORM(a, b) {
  handle x(a), y(b);
  handle z(static_cast<handle &&>(x));
  y = static_cast<handle &&>(z);
  return mix(mix(get(x), get(y)), get(z));
}
