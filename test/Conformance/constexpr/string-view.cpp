// A string view of one's own over a literal, compared by the compiler and by the program.
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
  constexpr bool operator==(const view &o) const {
    if (n != o.n)
      return false;
    for (u32 i = 0; i < n; i++)
      if (s[i] != o.s[i])
        return false;
    return true;
  }
};
static_assert(view("beta") == view("beta"));

CONFORM(a, b) {
  view word("gamma");
  u64 h = a;
  for (u32 i = 0; i < word.size(); i++)
    h = mix(h, static_cast<u8>(word[i]));
  return h ^ (word == view("gamma") ? b : 1);
}
