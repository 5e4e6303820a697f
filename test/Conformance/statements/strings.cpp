// Strings on the stack and in .rodata, read character by character.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static NOINLINE u64 hash(const char *s, u32 n) {
  u64 h = n;
  for (u32 i = 0; i < 16 && i < n; i++)
    h = mix(h, static_cast<u8>(s[i]));
  return h;
}

CONFORM(a, b) {
  char local[16] = "stack text";
  local[a & 15] = 'x';
  const char *words = "alpha";
  u64 h = 0;
  for (const char *p = words; *p; p++)
    h = mix(h, *p);
  return mix(h, local[b & 15]) + local[3];
}
