// std::from_chars of digits in a buffer on the stack.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <charconv>

CONFORM(a, b) {
  char text[8];
  for (u32 i = 0; i < sizeof(text); ++i)
    text[i] = '0' + ((a >> (i * 4)) & 0xf) % 10;
  text[b & 7] = 'x';
  u32 value = 0;
  auto [end, error] = std::from_chars(text, text + sizeof(text), value);
  return mix(mix(value, end - text), u64(error));
}
