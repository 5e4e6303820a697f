// Destructors run in the reverse order of construction, also on early return.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct tracer {
  u64 &log;
  u64 id;
  tracer(u64 &l, u64 i) : log(l), id(i) {}
  ~tracer() { log = mix(log, id); }
};

static NOINLINE int work(u64 *log, u64 a, u64 b) {
  tracer first(*log, 1);
  if (a & 1)
    return 1;
  tracer second(*log, b);
  for (u32 i = 0; i < 3; i++) {
    tracer each(*log, i);
    if (i == (b & 3))
      break;
  }
  return 2;
}

CONFORM(a, b) {
  u64 log = a;
  int r = work(&log, a, b);
  return mix(log, r);
}
