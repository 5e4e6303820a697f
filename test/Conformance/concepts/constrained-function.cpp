// A function template constrained by a concept.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> concept Number = requires(T v) {
  v + v;
  v * v;
};
template <Number T> static NOINLINE T square_plus(T v) { return v * v + v; }

CONFORM(a, b) { return square_plus(a) + square_plus(static_cast<u32>(b)); }
