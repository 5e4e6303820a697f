// A guard runs its action at the end of the scope unless it is dismissed.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

template <class F> class guard {
  F action;
  bool armed = true;

public:
  explicit guard(F f) : action(f) {}
  guard(const guard &) = delete;
  ~guard() {
    if (armed)
      action();
  }
  void dismiss() { armed = false; }
};

CONFORM(a, b) {
  u64 log = a;
  {
    guard always([&] { log = mix(log, 1); });
    guard maybe([&] { log = mix(log, 2); });
    if (b & 1)
      maybe.dismiss();
    log = mix(log, b);
  }
  return log;
}
