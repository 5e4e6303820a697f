// std::initializer_list as a parameter, a constructor's and in range-for.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

#include <initializer_list>

class sum {
  u64 h = 0;

public:
  sum(std::initializer_list<u64> items) {
    for (u64 v : items)
      h = mix(h, v);
  }
  u64 get() const { return h; }
};
static inline u64 largest(std::initializer_list<u32> items) {
  u64 most = 0;
  for (u32 v : items)
    if (v > most)
      most = v;
  return most + items.size();
}

CONFORM(a, b) {
  u64 h = sum{a, b, 7}.get();
  for (u64 v : {a ^ b, 9ull})
    h = mix(h, v);
  return h + largest({static_cast<u32>(a), static_cast<u32>(b), 3});
}
