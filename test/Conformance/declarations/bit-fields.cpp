// Bit-fields: signed, unsigned, of bool, of an enumeration, with an initializer, zero-width.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

enum class mode : u8 { off, slow, fast };
struct header {
  u32 version : 4 = 6;
  s32 delta : 12;
  bool urgent : 1;
  mode m : 2;
  u32 : 0;
  u64 label : 40;
};

static header last;

CONFORM(a, b) {
  header h;
  h.delta = static_cast<s32>(a & 0x7ff) - 1000;
  h.urgent = b & 1;
  h.m = static_cast<mode>(a % 3);
  h.label = b;
  last = h;
  last.version += a & 3;
  return mix(mix(last.version, last.delta), last.label + last.urgent + static_cast<u8>(last.m));
}
