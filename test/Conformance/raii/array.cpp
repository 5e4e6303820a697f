// Elements of an array are destroyed from last to first.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct element {
  u64 *log;
  u64 id;
  ~element() { *log = mix(*log, id); }
};

CONFORM(a, b) {
  u64 log = a;
  {
    element items[3] = {{&log, 1}, {&log, b}, {&log, 3}};
    items[a % 3].id += 10;
  }
  return log;
}
