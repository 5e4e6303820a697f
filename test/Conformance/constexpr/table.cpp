// A table computed by the compiler, in .rodata, indexed at run time.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct crc_table {
  u32 entry[256];
  constexpr crc_table() : entry() {
    for (u32 i = 0; i < 256; i++) {
      u32 c = i;
      for (u32 k = 0; k < 8; k++)
        c = c & 1 ? 0xedb88320 ^ (c >> 1) : c >> 1;
      entry[i] = c;
    }
  }
};
static constexpr crc_table table;

static NOINLINE u32 crc(u64 v) {
  u32 c = ~0u;
  for (u32 i = 0; i < 8; i++, v >>= 8)
    c = table.entry[(c ^ v) & 0xff] ^ (c >> 8);
  return ~c;
}

CONFORM(a, b) { return static_cast<u64>(crc(a)) << 32 | crc(b); }
