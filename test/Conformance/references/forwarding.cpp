// Forwarding references keep lvalues and rvalues apart.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> struct bare { using type = T; };
template <class T> struct bare<T &> { using type = T; };
template <class T> static T &&forward(typename bare<T>::type &v) { return static_cast<T &&>(v); }

static u64 use(u64 &v) { return v += 2; }
static u64 use(u64 &&v) { return v * 5; }
template <class T> static u64 relay(T &&v) { return use(forward<T>(v)); }

CONFORM(a, b) {
  u64 x = a;
  u64 r = relay(x);
  return mix(r + relay(b + 1), x);
}
