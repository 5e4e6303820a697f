// Globals whose type is a class within a class or a namespace.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

namespace net {
struct flow {
  struct key {
    u32 source, dest;
  };
  class counters {
  public:
    u64 packets, bytes;
  };
};
} // namespace net
net::flow::key last_key;
static net::flow::counters sums[2];

CONFORM(a, b) {
  last_key = {static_cast<u32>(a), static_cast<u32>(b)};
  sums[a & 1].packets++;
  sums[b & 1].bytes += b;
  return mix(mix(last_key.source, last_key.dest), sums[0].bytes) + sums[1].packets;
}
