// Members and bases are destroyed in the reverse order of their construction.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

static u64 trace;
template <u32 id> struct part {
  part() { trace = mix(trace, id); }
  ~part() { trace = mix(trace, 100 + id); }
};
struct whole : part<1>, part<2> {
  part<3> third;
  part<4> fourth;
  whole() { trace = mix(trace, 5); }
  ~whole() { trace = mix(trace, 6); }
};

CONFORM(a, b) {
  trace = a;
  {
    whole w;
    trace ^= b;
  }
  return trace;
}
