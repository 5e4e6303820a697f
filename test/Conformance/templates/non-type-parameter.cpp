// Numbers, enumerators, bools and auto as template arguments.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

enum class op { add, sub, xor_ };
template <op o, u32 rounds, bool invert, auto plus> static NOINLINE u64 compute(u64 a, u64 b) {
  for (u32 i = 0; i < rounds; i++) {
    if constexpr (o == op::add)
      a += b;
    else if constexpr (o == op::sub)
      a -= b * plus;
    else
      a ^= b + i;
  }
  return invert ? ~a : a;
}

CONFORM(a, b) {
  return mix(mix(compute<op::add, 3, false, 1>(a, b), compute<op::sub, 2, true, 'x'>(a, b)),
             compute<op::xor_, 5, false, -1ll>(a, b));
}
