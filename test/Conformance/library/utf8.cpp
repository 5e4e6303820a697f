// UTF8-CPP (libutfcpp-dev): decodes and encodes UTF-8.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"
#include <utf8/unchecked.h>

CONFORM(a, b) {
  char text[16] = {};
  char *end = text;
  for (u32 shift = 0; shift < 48; shift += 16)
    end = utf8::unchecked::append((a >> shift) & 0x7ff, end);
  end = utf8::unchecked::append(0x20ac, end);
  const char *at = text;
  u64 h = end - text;
  for (int i = 0; i < 4; ++i)
    h = mix(h, utf8::unchecked::next(at));
  return mix(h, b);
}
