// A class whose whole life is in constant evaluation, with a destructor.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct scanner {
  const char *s;
  u32 n = 0;
  constexpr explicit scanner(const char *t) : s(t) {}
  constexpr ~scanner() {}
  constexpr u32 count(char c) {
    for (const char *p = s; *p; p++)
      n += *p == c;
    return n;
  }
};
constexpr u32 commas = scanner("a,b,,c").count(',');

CONFORM(a, b) { return a * commas + b * scanner("x-y-z").count('-'); }
