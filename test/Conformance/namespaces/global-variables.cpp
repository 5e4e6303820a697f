// Globals in namespaces: initialized, zero, constant.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

namespace config {
u64 limit = 100;
const u32 step = 3;
inline u64 seen = 0;
} // namespace config
namespace state {
u64 spent;
}

CONFORM(a, b) {
  config::limit += a;
  state::spent += b * config::step;
  config::seen++;
  return mix(mix(config::limit, state::spent), config::seen);
}
