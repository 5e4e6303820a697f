// Compound and nested requirements on expressions and types.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T, class U> constexpr bool same = false;
template <class T> constexpr bool same<T, T> = true;
template <class T, class U> concept Same = same<T, U>;

template <class T> concept Policy = requires(T p, u64 v) {
  typename T::result;
  { p.run(v) } noexcept -> Same<typename T::result>;
  requires sizeof(T) <= 16;
};
struct doubled {
  using result = u32;
  u64 seed;
  u32 run(u64 v) noexcept { return v * 2 + seed; }
};
template <Policy P> static NOINLINE u64 use(P &p, u64 v) { return p.run(v); }

CONFORM(a, b) {
  doubled d = {a};
  return use(d, b);
}
