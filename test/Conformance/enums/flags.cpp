// Operators of one's own on an enum class.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

enum class caps : u32 { none = 0, read = 1, write = 2, run = 4 };
constexpr caps operator|(caps x, caps y) { return caps(u32(x) | u32(y)); }
constexpr caps operator&(caps x, caps y) { return caps(u32(x) & u32(y)); }
static caps &operator|=(caps &x, caps y) { return x = x | y; }
static bool any(caps c) { return c != caps::none; }

CONFORM(a, b) {
  caps c = caps(a & 7);
  c |= any(caps(b & 3) & caps::write) ? caps::run : caps::read;
  constexpr caps both = caps::read | caps::write;
  return mix(u32(c), any(c & both));
}
