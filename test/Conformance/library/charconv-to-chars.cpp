// std::to_chars into a buffer on the stack.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <charconv>

CONFORM(a, b) {
  char text[16] = {};
  auto result = std::to_chars(text, text + sizeof(text), u32(a), 16);
  u64 h = result.ptr - text;
  for (char c : text)
    h = mix(h, c);
  return h + b;
}
