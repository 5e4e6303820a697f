// A string view of one's own over literals.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class view {
  const char *s;
  u32 n;

public:
  template <u32 m> constexpr view(const char (&t)[m]) : s(t), n(m - 1) {}
  constexpr u32 size() const { return n; }
  constexpr char operator[](u32 i) const { return s[i]; }
};
static constexpr view words[] = {"alpha", "beta", "gamma"};

CONFORM(a, b) {
  u64 h = a;
  for (const view &w : words)
    for (u32 i = 0; i < w.size(); i++)
      h = mix(h, static_cast<u8>(w[i]));
  return h ^ b;
}
