// A type tag is on a declaration that has a pointer, also in templates, casts and aliases
// being what they were.
// RUN: not %clangxx -target bpf -g -fsyntax-only %s 2>&1 | FileCheck %s --implicit-check-not=error:

struct task {
  int pid;
};
#define __tag __attribute__((btf_type_tag("tag")))
struct fine {
  task __tag *c_spelling;
  [[flexnet::type_tag("tag")]] task *one;
  [[flexnet::type_tag("a"), flexnet::type_tag("b")]] task *const *two[3];
};
[[flexnet::type_tag("tag")]] task *result(task __tag *parameter);
typedef task __tag *tagged;
template <class T> struct holder {
  T __tag *pointer;
};
// Tags are no part of a C++ type.
static_assert(__is_same(decltype(fine::one), task *) && __is_same(tagged, task *));
template <class T> int take(T *);
int use(fine &f, holder<task> &h) {
  auto *p = f.one;
  return take(f.c_spelling) + take(h.pointer) + p->pid + sizeof(tagged);
}

// CHECK: [[@LINE+1]]:3: error: 'flexnet::type_tag' tags what a pointer points at, and 'task' is no pointer: write 'T *' here
[[flexnet::type_tag("tag")]] task no_pointer;
// CHECK: [[@LINE+1]]:10: error: 'flexnet::type_tag' tags what a pointer points at: put it on a data member
struct [[flexnet::type_tag("tag")]] structure {};
// CHECK: [[@LINE+1]]:3: error: 'flexnet::type_tag' attribute takes one argument
[[flexnet::type_tag]] task *none;
template <class T> struct deferred {
  // CHECK: [[@LINE+1]]:5: error: 'tag' tags what a pointer points at, and 'int' is no pointer
  [[flexnet::type_tag("tag")]] T member;
};
deferred<task *> pointer;
deferred<int> no_pointer_either;
