// Pointers to data members, chosen at run time.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct counters {
  u64 in, out, dropped;
};

static NOINLINE u64 field(const counters &c, u64 counters::*which) { return c.*which; }

CONFORM(a, b) {
  counters c = {a, b, a ^ b};
  u64 counters::*which = (a & 1) ? &counters::in : (b & 1) ? &counters::out : &counters::dropped;
  c.*which += 3;
  counters *p = &c;
  return mix(p->*which, field(c, &counters::out));
}
