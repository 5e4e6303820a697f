// The more constrained overload is chosen.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> concept Sized = requires(const T &t) { t.size(); };
template <class T> concept Indexed = Sized<T> && requires(const T &t) { t[0]; };

struct pile {
  u64 n;
  u64 size() const { return n; }
};
struct row {
  u64 n;
  u64 size() const { return n; }
  u64 operator[](u64 i) const { return n ^ i; }
};

template <class T> static u64 measure(const T &) { return 1; }
template <Sized T> static NOINLINE u64 measure(const T &t) { return t.size() * 2; }
template <Indexed T> static NOINLINE u64 measure(const T &t) { return t[3]; }

CONFORM(a, b) { return mix(measure(pile{a}), measure(row{b})) + measure(a); }
