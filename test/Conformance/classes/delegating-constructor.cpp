// A constructor that calls another one.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct address {
  u32 ip;
  u16 port;
  address(u32 i, u16 p) : ip(i), port(p) {}
  address(u64 both) : address(both >> 16, both) { ip ^= 1; }
  address() : address(0x7f000001, 80) {}
};

static NOINLINE u64 digest(const address *x) { return mix(x->ip, x->port); }

CONFORM(a, b) {
  address x(a), y, z(b, a);
  return digest(&x) ^ digest(&y) * 3 ^ digest(&z) * 5;
}
