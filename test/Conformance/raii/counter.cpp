// Reference counting in copy constructor, assignment and destructor.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

struct object {
  u32 refs;
  u64 released;
};
class shared {
  object *o;

public:
  explicit shared(object *x) : o(x) { o->refs++; }
  shared(const shared &s) : o(s.o) { o->refs++; }
  shared &operator=(const shared &s) {
    s.o->refs++;
    drop();
    o = s.o;
    return *this;
  }
  ~shared() { drop(); }

private:
  void drop() {
    if (--o->refs == 0)
      o->released++;
  }
};

CONFORM(a, b) {
  object x = {}, y = {};
  {
    shared p(&x), q(&y);
    shared r = p;
    if (a & 1)
      q = r;
    if (b & 1)
      p = q;
  }
  return mix(mix(x.refs, x.released), mix(y.refs, y.released)) + a;
}
