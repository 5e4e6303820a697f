// bool, char, signed char, char8_t, char16_t, char32_t and wchar_t in a structure.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct letters {
  bool on;
  char c;
  signed char s;
  char8_t u8c;
  char16_t u16c;
  char32_t u32c;
  wchar_t w;
};

static NOINLINE u64 digest(const letters &l) {
  u64 h = l.on;
  h = mix(h, static_cast<u8>(l.c));
  h = mix(h, l.s);
  h = mix(h, l.u8c);
  h = mix(h, l.u16c);
  h = mix(h, l.u32c);
  return mix(h, static_cast<u32>(l.w));
}

CONFORM(a, b) {
  letters l = {a > b,
               static_cast<char>(a),
               static_cast<signed char>(b),
               static_cast<char8_t>(a >> 8),
               static_cast<char16_t>(b),
               static_cast<char32_t>(a),
               static_cast<wchar_t>(b)};
  return digest(l) + u8'x' + u'y' + U'z';
}
