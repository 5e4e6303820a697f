// Classes in classes, also defined outside, and a class local to a function.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class outer {
public:
  struct inner {
    u64 v;
    u64 twice() const { return v * 2; }
  };
  class later;
  inner in;
};
class outer::later {
public:
  u32 n = 5;
};

CONFORM(a, b) {
  struct local {
    u64 x;
    outer o;
    NOINLINE u64 sum() const { return x + o.in.twice(); }
  };
  outer::later l;
  local v = {a, {{b}}};
  return v.sum() * l.n;
}
