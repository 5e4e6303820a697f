// if constexpr chooses by type; the other branch need not compile.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct wide {
  u64 v;
  u64 get() const { return v; }
};

template <class T> static NOINLINE u64 read(const T &x) {
  if constexpr (requires { x.get(); })
    return x.get();
  else if constexpr (sizeof(T) == 2)
    return x + 2000;
  else
    return x;
}

CONFORM(a, b) { return mix(read(wide{a}), read(static_cast<u16>(b))) + read(b); }
