// A hash whose key and value are classes with constructors and operators.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

class flow {
  u32 source, dest;

public:
  flow(u64 a, u64 b) : source(a), dest(b) {}
};
class counters {
  u64 packets = 0, bytes = 0;

public:
  counters &operator+=(u64 n) {
    packets++;
    bytes += n;
    return *this;
  }
  u64 digest() const { return mix(packets, bytes); }
};
struct {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, 64);
  __type(key, flow);
  __type(value, counters);
} flows SEC(".maps");

CONFORM(a, b) {
  flow key(a & 3, b & 1);
  counters *c = (counters *)bpf_map_lookup_elem(&flows, &key);
  if (!c) {
    counters fresh;
    fresh += a;
    bpf_map_update_elem(&flows, &key, &fresh, BPF_NOEXIST);
    return fresh.digest();
  }
  *c += b;
  return c->digest();
}
