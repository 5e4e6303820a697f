// User-defined literals: for numbers and for strings.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct bytes {
  u64 n;
};
constexpr bytes operator""_kib(unsigned long long n) { return {n * 1024}; }
constexpr u64 operator""_len(const char *, unsigned long n) { return n; }
template <char... c> constexpr u64 operator""_digits() { return sizeof...(c); }

CONFORM(a, b) { return a * (4_kib).n + b * "hello"_len + 12345_digits; }
