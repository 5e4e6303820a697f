// A struct and an array live across two suspensions, element by variable index.
// REQUIRES: kernel-bpf
// RUN: %run-pipeline -O1 %s
// RUN: %run-pipeline -O2 %s
// RUN: %run-pipeline -Os %s
// RUN: %run-pipeline -O3 %s
#include "Inputs/pipeline.h"
struct inner { u8 a; u16 b; };
struct summary { u32 x; inner in; u64 y; };
SEC("xdp") int pipeline(struct xdp_md *ctx) {
  summary s = {(u32)word_of(ctx, 0), {byte_of(ctx, 3), (u16)word_of(ctx, 2)}, word_of(ctx, 3)};
  u32 a[6];
  for (int i = 0; i < 6; i++)
    a[i] = byte_of(ctx, i + 8) * (i + 1);
  u32 k = byte_of(ctx, 20) & 3;
  results.want[0] = s.x; results.want[1] = s.in.a; results.want[2] = s.in.b; results.want[3] = s.y;
  results.want[4] = a[k];
  for (int i = 0; i < 6; i++)
    results.want[5] += a[i] + (i == 2 ? 7 : 0);
  co_await queue_insert(ctx, 0);
  results.got[4] = a[k];
  a[2] += 7;
  co_await queue_insert(ctx, 0);
  results.got[0] = s.x; results.got[1] = s.in.a; results.got[2] = s.in.b; results.got[3] = s.y;
  for (int i = 0; i < 6; i++)
    results.got[5] += a[i];
  return XDP_PASS;
}
