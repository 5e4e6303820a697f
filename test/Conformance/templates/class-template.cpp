// A class template with member functions, two types and a number.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class K, class V, u32 n> class small_map {
  K keys[n] = {};
  V values[n] = {};

public:
  NOINLINE void set(K k, V v) {
    keys[k % n] = k;
    values[k % n] = v;
  }
  NOINLINE V get(K k) const { return keys[k % n] == k ? values[k % n] : V(-1); }
};

static NOINLINE u64 pick(const small_map<u32, u64, 4> &m, u64 k) { return m.get(k); }

CONFORM(a, b) {
  small_map<u32, u64, 4> m;
  m.set(a, b);
  m.set(b, a);
  small_map<u16, u8, 8> n;
  n.set(a, b);
  return mix(pick(m, a), m.get(b)) + n.get(a);
}
