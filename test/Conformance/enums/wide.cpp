// Enumerators of 64 bits.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

enum class flag : u64 { none = 0, top = 1ull << 63, mid = 1ull << 40, all = ~0ull };
enum old : u64 { big = 0x1234'5678'9abc };

static NOINLINE u64 keep(flag f, u64 v) { return v & static_cast<u64>(f); }
static flag last;

CONFORM(a, b) {
  last = (a & 1) ? flag::top : (b & 1) ? flag::mid : flag::all;
  return mix(keep(last, a), keep(flag::mid, b)) + big;
}
