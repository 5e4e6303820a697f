// What is in an arena is used as any object is; only the way into it is explicit.
// RUN: not %clangxx -target bpf -g -fsyntax-only %s 2>&1 | FileCheck %s --implicit-check-not=error:

#define __arena __attribute__((address_space(1)))
struct base {
  int size() const { return 1; }
};
struct node : base {
  node __arena *next;
  int value;
  void push(int n) { value += n; }
  node &operator+=(int n) { return value += n, *this; }
  bool operator==(const node &other) const { return value == other.value; }
  template <class T> T plus(T n) { return value + n; }
  // CHECK: [[@LINE+1]]:{{[0-9]+}}: error: assigning 'node *' to '__arena node *' changes address space of pointer
  void link() { next = this; }
  void link_explicitly() { next = (node __arena *)this; }
};
int by_reference(const node &);
int by_pointer(node *);

int use(node __arena *n) {
  n->push(1);
  auto &reference = *n;
  reference += 2;
  node copy = *n;
  *n = copy;
  return n->size() + (reference == *n) + n->plus(3) + by_reference(*n) + by_pointer(n);
}

[[flexnet::arena]] node *by_attribute;
node __attribute__((flexnet_arena)) *by_gnu_attribute;
template <class T> struct holder {
  [[flexnet::arena]] T *pointer;
};
[[flexnet::arena]] node *function([[flexnet::arena]] node *n) { return n; }
static_assert(__is_same(decltype(by_attribute), node __arena *));
static_assert(__is_same(decltype(by_gnu_attribute), node __arena *));
static_assert(__is_same(decltype(holder<node>::pointer), node __arena *));
static_assert(__is_same(decltype(function(nullptr)), node __arena *));

struct wrong {
  // CHECK: [[@LINE+1]]:5: error: 'flexnet::arena' on 'node', which is not in the arena: only pointers into it and global variables can be; write a pointer
  [[flexnet::arena]] node member;
};
void locals(node *n) {
  // CHECK: [[@LINE+1]]:5: error: 'flexnet::arena' on 'node', which is not in the arena
  [[flexnet::arena]] node local;
  // CHECK: [[@LINE+1]]:{{[0-9]+}}: error: cannot initialize a variable of type '__arena node *' with an lvalue of type 'node *'
  node __arena *into = n;
}
// CHECK: [[@LINE+1]]:{{[0-9]+}}: error: 'flexnet::arena' is for pointers into an arena
struct [[flexnet::arena]] structure {};
