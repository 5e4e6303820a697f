// Globals in .data, .bss and .rodata.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

u64 in_data = 17;
u64 in_bss;
extern const u64 in_rodata = 23;
static volatile const u32 configured = 4;
u16 list[5] = {1, 2, 3, 4, 5};

CONFORM(a, b) {
  in_data += a;
  in_bss ^= b;
  list[a % 5] += b;
  return mix(mix(in_data, in_bss), in_rodata * configured) + list[b % 5];
}
