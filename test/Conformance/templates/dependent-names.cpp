// typename and template for dependent names, members of a dependent base.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> struct traits {
  using value_type = T;
  static constexpr u32 size = sizeof(T);
};
template <class T> class derived : public traits<T> {
  typename traits<T>::value_type v;

public:
  explicit derived(T x) : v(x) {}
  u64 get() const { return v * this->size + traits<T>::size; }
};

CONFORM(a, b) { return mix(derived<u64>(a).get(), derived<u16>(b).get()); }
