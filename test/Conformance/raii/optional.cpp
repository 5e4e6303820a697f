// An optional of one's own: the value lives only when it is there.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> class optional {
  union {
    T value;
  };
  bool has = false;

public:
  optional() {}
  optional(const T &v) : value(v), has(true) {}
  ~optional() {
    if (has)
      value.~T();
  }
  explicit operator bool() const { return has; }
  T &operator*() { return value; }
  T value_or(T other) const { return has ? value : other; }
};

static inline optional<u64> checked(u64 v) { return v & 1 ? optional<u64>(v) : optional<u64>(); }

CONFORM(a, b) {
  optional<u64> x = checked(a), y = checked(b);
  if (x)
    *x += 4;
  return mix(x.value_or(b), y.value_or(a + 1));
}
