// <algorithm> on small arrays: searching, counting, changing; what has one loop.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <algorithm>
#include <array>

CONFORM(a, b) {
  std::array<u32, 8> x{u32(a), u32(b), 3, 9, 27, 81, u32(a >> 32), u32(b >> 32)};
  u64 h = mix(std::min(a, b), std::max(a, b));
  h = mix(h, std::clamp<u64>(a, 10, 100));
  h = mix(h, std::any_of(x.begin(), x.end(), [&](u32 v) { return v == 27; }));
  h = mix(h, std::all_of(x.begin(), x.end(), [&](u32 v) { return v < b; }));
  h = mix(h, std::find_if(x.begin(), x.end(), [](u32 v) { return v > 26; }) - x.begin());
  h = mix(h, std::find(x.begin(), x.end(), 9) - x.begin());
  h = mix(h, std::count_if(x.begin(), x.end(), [](u32 v) { return v & 1; }));
  h = mix(h, *std::max_element(x.begin(), x.end()) - *std::min_element(x.begin(), x.end()));
  std::array<u32, 8> y;
  std::transform(x.begin(), x.end(), y.begin(), [](u32 v) { return v * 3; });
  std::copy_n(x.begin(), 2, y.begin());
  std::reverse(y.begin(), y.end());
  std::replace(y.begin(), y.end(), 27u, 28u);
  h = mix(h, std::equal(x.begin(), x.end(), y.begin()));
  for (u32 v : y)
    h = mix(h, v);
  return h;
}
