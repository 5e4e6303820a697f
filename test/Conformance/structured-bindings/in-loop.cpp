// Bindings in a range-for over an array of structures.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct entry {
  u64 key, hits;
};

CONFORM(a, b) {
  entry table[3] = {{a, 1}, {b, 2}, {a ^ b, 3}};
  for (auto &[key, hits] : table)
    if (key & 1)
      hits += key;
  u64 h = 0;
  for (const auto &[key, hits] : table)
    h = mix(h, key + hits);
  return h;
}
