// A value is restored when its scope ends.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class T> class saved {
  T &at;
  T old;

public:
  saved(T &v, T now) : at(v), old(v) { at = now; }
  ~saved() { at = old; }
};

static u64 level = 1;
static NOINLINE u64 current() { return level * 3; }

CONFORM(a, b) {
  u64 h = current();
  {
    saved s(level, a);
    h = mix(h, current());
    {
      saved t(level, b);
      h = mix(h, current());
    }
    h = mix(h, current());
  }
  return mix(h, current());
}
