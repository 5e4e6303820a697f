// using enum in a function and in a class.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

enum class color { red, green = 10, blue };
struct paint {
  using enum color;
  color c = green;
};

static NOINLINE u64 code(color c) {
  using enum color;
  return c == red ? 3 : c == green ? 5 : 9;
}

CONFORM(a, b) {
  paint p;
  if (a & 1)
    p.c = paint::blue;
  return mix(code(p.c), code(color(b % 2))) + static_cast<int>(p.c);
}
