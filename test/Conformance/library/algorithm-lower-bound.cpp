// Binary search of <algorithm> in a constant table.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <algorithm>
#include <array>

static constexpr std::array<u64, 8> ports{22, 53, 80, 123, 443, 853, 8080, 8443};

CONFORM(a, b) {
  u64 h = std::lower_bound(ports.begin(), ports.end(), a) - ports.begin();
  h = mix(h, std::upper_bound(ports.begin(), ports.end(), b) - ports.begin());
  return mix(h, std::binary_search(ports.begin(), ports.end(), a & 0xff));
}
