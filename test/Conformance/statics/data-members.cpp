// Static data members of class type, in nested classes and in a derived class.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct limits {
  u64 low, high;
};
class base {
protected:
  static limits all;

public:
  struct inner {
    static u64 depth;
  };
};
limits base::all = {1, 100};
u64 base::inner::depth = 4;
class derived : public base {
public:
  static NOINLINE u64 widen(u64 v) {
    all.high += v;
    return all.high - all.low + inner::depth++;
  }
};

CONFORM(a, b) { return mix(derived::widen(a), derived::widen(b)) + base::inner::depth; }
