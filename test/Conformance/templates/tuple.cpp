// A tuple by recursive inheritance, with get<n>.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <u32 n, class T> struct leaf {
  T v;
};
template <u32 n, class... T> struct tuple_of {};
template <u32 n, class T, class... rest>
struct tuple_of<n, T, rest...> : leaf<n, T>, tuple_of<n + 1, rest...> {
  tuple_of(T t, rest... r) : leaf<n, T>{t}, tuple_of<n + 1, rest...>{r...} {}
};
template <u32 n, class T> static T &get(leaf<n, T> &l) { return l.v; }

template <class T> static NOINLINE u64 digest(T &t) {
  return mix(mix(get<0>(t), get<1>(t)), get<2>(t));
}

CONFORM(a, b) {
  tuple_of<0, u64, u16, u32> t(a, b, a ^ b);
  get<1>(t) += 3;
  return digest(t);
}
