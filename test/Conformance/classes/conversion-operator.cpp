// Conversions to bool, to a number and to another class.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct celsius {
  s64 degrees;
};
struct kelvin {
  u64 v;
  explicit operator bool() const { return v != 0; }
  operator celsius() const { return {static_cast<s64>(v - 273)}; }
  operator u32() const { return v; }
};

static NOINLINE u64 read(const celsius &c) { return c.degrees; }

CONFORM(a, b) {
  kelvin k = {a}, zero = {b & 1};
  u32 low = k;
  return mix(read(k), low) + (zero ? 1 : 2);
}
