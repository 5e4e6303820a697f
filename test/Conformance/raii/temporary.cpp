// Temporaries live until the end of their full expression.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct noted {
  u64 &log;
  u64 v;
  noted(u64 &l, u64 x) : log(l), v(x) { log = mix(log, v); }
  ~noted() { log = mix(log, v + 1000); }
};

CONFORM(a, b) {
  u64 log = 0;
  u64 sum = noted(log, a).v + noted(log, b).v;
  log = mix(log, sum);
  return (noted(log, 3), log) + log;
}
