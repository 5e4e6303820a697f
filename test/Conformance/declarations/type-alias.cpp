// Names for types: using, an alias of a function type, typedef in a class.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

using word = u64;
using pair_of_words = word[2];
struct holder {
  typedef u32 half;
  using whole = word;
  half low;
  whole all;
};

CONFORM(a, b) {
  pair_of_words w = {a, b};
  holder h = {static_cast<holder::half>(w[b & 1]), w[a & 1]};
  return mix(h.low, h.all);
}
