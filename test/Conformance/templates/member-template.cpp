// A member template in a class and in a class template.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class packer {
  u64 h = 0;

public:
  template <class T> NOINLINE packer &put(T v) {
    h = mix(h, v) + sizeof(T);
    return *this;
  }
  u64 get() const { return h; }
};
template <class T> struct base {
  T v;
  template <class U> U as() const { return static_cast<U>(v); }
};

CONFORM(a, b) {
  packer p;
  p.put(a).put(static_cast<u8>(b)).put(static_cast<s16>(a));
  base<u64> x = {b};
  return p.get() + x.as<u32>() + x.template as<u8>();
}
