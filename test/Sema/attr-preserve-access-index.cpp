// A struct that CO-RE finds in the kernel is one that a kernel written in C can have; the
// pragma of vmlinux.h passes over the others.
// RUN: not %clangxx -target bpf -g -fsyntax-only %s 2>&1 | FileCheck %s --implicit-check-not=error:

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct task {
  int pid;
  int get() const { return pid; }
};
struct derived : task {};
template <class T> struct box {
  T value;
};
box<int> instance;
struct [[flexnet::decl_tag("x")]] with_virtual {
  virtual int f();
};
#pragma clang attribute pop

struct [[flexnet::preserve_access_index]] fine {
  int x;
};
// CHECK: [[@LINE+1]]:10: error: 'preserve_access_index' on 'has_virtual', which has virtual functions
struct [[flexnet::preserve_access_index]] has_virtual {
  virtual int f();
};
// CHECK: [[@LINE+1]]:10: error: 'preserve_access_index' on 'has_base', which has a base class
struct [[flexnet::preserve_access_index]] has_base : fine {};
struct has_static {
  static int count;
  int x;
// CHECK: [[@LINE+1]]:{{[0-9]+}}: error: 'preserve_access_index' on 'has_static', which has a static data member
} __attribute__((preserve_access_index));
// CHECK: [[@LINE+1]]:{{[0-9]+}}: error: 'preserve_access_index' on 'templated<int>', which is made from a template
template <class T> struct [[flexnet::preserve_access_index]] templated {
  T value;
};
templated<int> other_instance;
// CHECK: [[@LINE+1]]:3: error: 'preserve_access_index' is for structs and unions of the kernel: put it on one
[[flexnet::preserve_access_index]] int number;
