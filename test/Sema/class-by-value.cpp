// A class that is not trivial to copy is not passed by value, unless it says that its bytes
// are all there is to it.
// RUN: not %clang -target bpf -fsyntax-only %s 2>&1 | FileCheck --implicit-check-not=error: %s

struct owner {
  int *p;
  owner(owner &&other) : p(other.p) { other.p = nullptr; }
  ~owner();
};
struct plain {
  int *p;
};
struct [[clang::trivial_abi]] relocatable {
  int *p;
  ~relocatable();
};

// CHECK: :[[@LINE+1]]:16: error: 'owner' has a destructor, copy or move constructor of its own, and BPF passes classes by value bit by bit: take it by reference
int take(owner o) { return *o.p; }
int borrow(owner &&o) { return *o.p; }
int copy(plain p, relocatable r) { return *p.p + *r.p; }

struct member {
  // CHECK: :[[@LINE+1]]:18: error: 'owner' has
  int take(owner o) { return *o.p; }
};

// CHECK: :[[@LINE+1]]:34: error: 'owner' has
template <class T> int generic(T x) { return *x.p; }
int use(plain p, owner &&o) { return generic(p) + generic(static_cast<owner &&>(o)); }
