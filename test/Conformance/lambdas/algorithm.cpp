// An algorithm of one's own with a predicate and an action.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T, u32 n, class P, class F>
static u32 for_each_if(T (&items)[n], P wanted, F action) {
  u32 count = 0;
  for (T &item : items)
    if (wanted(item)) {
      action(item);
      count++;
    }
  return count;
}

CONFORM(a, b) {
  u64 items[5] = {a, b, a ^ b, a + b, 7}, sum = 0;
  u32 odd = for_each_if(
      items, [](u64 v) { return v & 1; }, [&](u64 &v) { sum += v *= 3; });
  return mix(sum, odd) + items[0];
}
