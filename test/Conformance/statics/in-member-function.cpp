// Static locals in member functions and in functions defined in a class.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct machine {
  u64 v;
  NOINLINE u64 step() {
    static u64 steps = 1;
    steps *= 3;
    return v ^ steps;
  }
  static u64 id() {
    static u32 last = 7;
    return ++last;
  }
};

CONFORM(a, b) {
  machine x = {a}, y = {b};
  return mix(x.step(), y.step()) + machine::id();
}
