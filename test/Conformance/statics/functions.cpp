// Static functions of one name in classes and at namespace scope.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static NOINLINE u64 hash(u64 v) { return v * 31; }
struct tcp {
  static NOINLINE u64 hash(u64 v) { return v * 37; }
};
struct udp {
  static NOINLINE u64 hash(u64 v) { return v * 41; }
};

CONFORM(a, b) { return mix(mix(hash(a), tcp::hash(a)), udp::hash(b)); }
