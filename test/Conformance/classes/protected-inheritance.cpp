// Private and protected inheritance with using declarations.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class engine {
public:
  u64 power = 4;
  u64 run(u64 n) { return power * n; }
  u64 stop() { return power = 0; }
};
class car : private engine {
public:
  using engine::run;
  explicit car(u64 p) { power = p; }
};
class truck : protected engine {
public:
  u64 pull(u64 n) { return run(n) + stop(); }
};

CONFORM(a, b) {
  car c(a);
  truck t;
  return mix(c.run(b), t.pull(a));
}
