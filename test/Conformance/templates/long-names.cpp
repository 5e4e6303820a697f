// A template instance whose name is longer than the 511 characters that BTF names may have.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class... T> struct everything {
  u64 v;
  NOINLINE u64 get() const { return v + sizeof...(T); }
};
struct a_rather_long_name_for_a_structure_in_a_program_of_the_kernel {};
using l = a_rather_long_name_for_a_structure_in_a_program_of_the_kernel;
using l4 = everything<l, l, l, l>;
using l16 = everything<l4, l4, l4, l4>;

template <class T> static NOINLINE u64 use(const T &x) { return x.get() * 3; }

CONFORM(a, b) {
  l16 x = {a};
  l4 y = {b};
  return mix(use(x), use(y));
}
