// Enumerations in templates and as their arguments.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> struct parser {
  enum class token : u8 { number, word, end };
  token last = token::end;
  NOINLINE u64 next(T v) {
    last = v & 1 ? token::number : v & 2 ? token::word : token::end;
    return static_cast<u8>(last) + v;
  }
};

CONFORM(a, b) {
  parser<u64> p;
  parser<u16> q;
  u64 x = p.next(a), y = q.next(b);
  return mix(x, y) + (p.last == parser<u64>::token::word);
}
