// A const reference extends the life of a temporary until its scope ends.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct tracer {
  u64 &log;
  u64 id;
  ~tracer() { log = mix(log, id); }
};

CONFORM(a, b) {
  u64 log = 0;
  {
    const tracer &t = tracer{log, a};
    log += t.id + b;
  }
  return log;
}
