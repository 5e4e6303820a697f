// Two bases with data: conversion to the second one moves the pointer.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct left {
  u64 l;
  NOINLINE u64 get_left() const { return l; }
};
struct right {
  u32 r;
  NOINLINE u64 get_right() const { return r + 1; }
};
struct both : left, right {
  u16 own;
};

static NOINLINE void bump(right *r) { r->r++; }

CONFORM(a, b) {
  both x = {{a}, {static_cast<u32>(b)}, static_cast<u16>(a)};
  bump(&x);
  return mix(mix(x.get_left(), x.get_right()), x.own);
}
