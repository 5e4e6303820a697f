// volatile members are read and written as often as the source says.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct device {
  volatile u32 command;
  volatile u64 data;
  u64 step(u32 c) volatile {
    command = c;
    data = data + command;
    return data;
  }
};

static device d;

CONFORM(a, b) {
  d.data = a;
  return d.step(b) + d.step(a) + d.command;
}
