// Functions with five arguments of different widths.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static NOINLINE u64 five(u64 a, u32 b, u16 c, u8 d, bool e) { return mix(mix(a, b), c * d + e); }
NOINLINE u64 global_five(u8 a, u64 b, s32 c, u16 d, u64 e) { return mix(mix(a, b), c + d + e); }

CONFORM(a, b) { return five(a, b, a, b, a & 1) + global_five(a, b, a, b, a); }
