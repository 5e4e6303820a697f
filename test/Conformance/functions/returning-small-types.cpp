// Functions that return bool, u8, s16, an enumeration and a pointer.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

enum class side : u8 { left, right };
static u64 cells[2];

static NOINLINE bool odd(u64 v) { return v & 1; }
static NOINLINE u8 byte(u64 v) { return v; }
static NOINLINE s16 word(u64 v) { return v; }
static NOINLINE side where(u64 v) { return v & 2 ? side::right : side::left; }
static NOINLINE u64 *cell(u64 v) { return &cells[v & 1]; }

CONFORM(a, b) {
  *cell(a) += b;
  return mix(odd(a) + byte(b) * 2, word(a)) + static_cast<u8>(where(b)) + *cell(b);
}
