// User space finds globals by their source names, in BTF, and reads what was written.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "kernel.h"

class stats {
public:
  u64 hits, bytes;
};
u64 plain;
stats of_class;
namespace net {
u64 in_namespace;
}
namespace {
u64 unnamed_namespace;
}

#ifdef __bpf__
CONFORM(a, b) {
  plain = a;
  of_class.hits++;
  of_class.bytes += b;
  net::in_namespace = a ^ b;
  unnamed_namespace += a;
  return mix(mix(a, of_class.bytes), a ^ b) + of_class.hits;
}
#else
CONFORM(a, b) {
  u64 p = 0, n = 0;
  stats s = {};
  if (!READ_GLOBAL("plain", p) || !READ_GLOBAL("of_class", s) || !READ_GLOBAL("in_namespace", n))
    return ~0;
  return mix(mix(p, s.bytes), n) + s.hits;
}
#endif
