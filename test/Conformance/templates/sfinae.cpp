// Overloads chosen by substitution failure.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> static auto size_of(const T &t, int) -> decltype(t.size()) { return t.size(); }
template <class T> static u64 size_of(const T &, long) { return sizeof(T); }

template <bool c, class T = void> struct enable {};
template <class T> struct enable<true, T> {
  using type = T;
};
template <class T> static typename enable<(sizeof(T) > 4), u64>::type wide(T v) { return v + 1; }
template <class T> static typename enable<(sizeof(T) <= 4), u64>::type wide(T v) { return v * 2; }

struct list {
  u64 n;
  u64 size() const { return n; }
};

CONFORM(a, b) {
  list l = {a};
  return mix(size_of(l, 0), size_of(b, 0)) + wide(a) + wide(static_cast<u32>(b));
}
