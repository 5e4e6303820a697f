// Binary literals, digit separators and suffixes.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

CONFORM(a, b) { return (a & 0b1111'0000'1111) + (b ^ 0xdead'beef'0000ull) + 1'000'000u; }
