// operator-> and operator* of a smart pointer.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct item {
  u64 v;
  u32 uses;
};
class handle {
  item *p;

public:
  explicit handle(item *x) : p(x) {}
  item *operator->() const { return p; }
  item &operator*() const { return *p; }
  explicit operator bool() const { return p != nullptr; }
};

static NOINLINE u64 use(const handle &h) {
  if (!h)
    return 1;
  h->uses++;
  return h->v + (*h).uses;
}

CONFORM(a, b) {
  item i = {a, static_cast<u32>(b)};
  handle h(&i);
  return mix(use(h), use(h)) + i.uses;
}
