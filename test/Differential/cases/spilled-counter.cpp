// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Seed 1, program 366. Was refused at every level: the counter is spilled beside the key of the
// map, and with it the verifier lost what it knew of the counter ("infinite loop detected").
// REQUIRES: kernel-bpf
// RUN: %same %s
#include "program.h"
flexnet::cpu_queues<4, {.depth = 8, .unsuspendable = flexnet::drop}> q0 SEC(".maps");
NAMED_SET(q0)
flexnet::hash_map<u32, u64, 16> table SEC(".maps");
flexnet::array_map<u64, 8> slots SEC(".maps");
OBSERVED_MAP(table)
OBSERVED_MAP(slots)
memory p366 OBSERVED = {};
struct p366_s0 {
  u64 m0;
  u8 m1;
};
static inline u64 p366_f1(u32 a, u32 b) {
  {
    u32 i2 = 0;
    do {
      i2++;
      {
        auto f3 = [&](u32 x4) -> u64 {
          if (u64 *value = table.lookup(below<16>(u32(2222569165u)))) *value += u64(11939173496659717798u);
          return shift_left<u64>(u64(i2), u32(u64(b)));
        };
        effect(u64(f3(u32(3415948422u))));
      }
    } while (i2 < below<4>(u32(1559297979u)));
  }
  return u64(b);
}
static inline s64 p366_f5(u64 a, u32 b) {
  return s64(6913028327858373630u);
}
SEC("xdp") int p366_c8(xdp_md *ctx) {
  u64 a = word_of(ctx, 0);
  u32 b = u32(word_of(ctx, 2));
  {
    u32 i12 = 0;
    do {
      i12++;
    } while (i12 < below<4>(u32(p366_f1(u32(536870911u), b))));
  }
  RETURN int(below<4>(u32(16383u)));
}
PROGRAM(p366,
)
