// A lambda without captures as the callback of a loop.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct state {
  u64 h, step;
};
#ifdef __bpf__
static long (*const bpf_loop)(u32 n, long (*callback)(u64, void *), void *context,
                              u64 flags) = (long (*)(u32, long (*)(u64, void *), void *, u64))181;
#else
static long bpf_loop(u32 n, long (*callback)(u64, void *), void *context, u64) {
  u32 i = 0;
  while (i < n && !callback(i++, context))
    ;
  return i;
}
#endif

CONFORM(a, b) {
  state s = {a, b};
  long n = bpf_loop(
      10,
      [](u64 i, void *context) -> long {
        state *s = static_cast<state *>(context);
        s->h = mix(s->h, s->step + i);
        return i == 7;
      },
      &s, 0);
  return s.h + n;
}
