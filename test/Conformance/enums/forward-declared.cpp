// An enumeration that is declared before it is defined.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

enum class verdict : u16;
struct report {
  verdict v;
  u64 n;
};
static NOINLINE u64 weigh(const report &r);

enum class verdict : u16 { pass = 2, drop = 300 };
static u64 weigh(const report &r) { return r.v == verdict::drop ? r.n : static_cast<u16>(r.v); }

CONFORM(a, b) {
  report r = {a & 1 ? verdict::drop : verdict::pass, b};
  return weigh(r);
}
