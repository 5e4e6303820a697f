// public, protected and private members, with a friend class and a friend function.
// REQUIRES: kernel-bpf
// RUN: %conform %s
#include "conformance.h"

class account {
  u64 balance;
  friend class auditor;
  friend u64 peek(const account &x) { return x.balance; }

protected:
  u32 id = 3;

public:
  explicit account(u64 v) : balance(v) {}
};
class auditor {
public:
  static NOINLINE u64 audit(const account &x) { return mix(x.balance, x.id); }
};
class savings : public account {
public:
  using account::account;
  u32 number() const { return id + 1; }
};

CONFORM(a, b) {
  account x(a);
  savings y(b);
  return auditor::audit(x) + peek(y) + y.number();
}
