// A local of every scalar type keeps its value across a suspension.
// REQUIRES: kernel-bpf
// RUN: %run-pipeline -O1 %s
// RUN: %run-pipeline -O2 %s
// RUN: %run-pipeline -Os %s
// RUN: %run-pipeline -O3 %s
#include "Inputs/pipeline.h"
enum class color : u8 { red, green = 200 };
SEC("xdp") int pipeline(struct xdp_md *ctx) {
  u64 w = word_of(ctx, 1);
  bool b = w & 1;
  char c = w;
  u8 a8 = w >> 3;
  s8 s_8 = w >> 5;
  u16 a16 = w >> 7;
  s16 s_16 = w >> 9;
  u32 a32 = w >> 11;
  s32 s_32 = w >> 13;
  u64 a64 = w * 3;
  s64 s_64 = -(s64)w;
  color e = w & 2 ? color::green : color::red;
  results.want[0] = b; results.want[1] = (u8)c; results.want[2] = a8; results.want[3] = (u64)(s64)s_8;
  results.want[4] = a16; results.want[5] = (u64)(s64)s_16; results.want[6] = a32;
  results.want[7] = (u64)(s64)s_32; results.want[8] = a64; results.want[9] = s_64;
  results.want[10] = (u8)e;
  co_await queue_insert(ctx, 0);
  results.got[0] = b; results.got[1] = (u8)c; results.got[2] = a8; results.got[3] = (u64)(s64)s_8;
  results.got[4] = a16; results.got[5] = (u64)(s64)s_16; results.got[6] = a32;
  results.got[7] = (u64)(s64)s_32; results.got[8] = a64; results.got[9] = s_64;
  results.got[10] = (u8)e;
  return XDP_PASS;
}
