// A kptr is a pointer in a map value.
// RUN: not %clangxx -target bpf -g -fsyntax-only %s 2>&1 | FileCheck %s --implicit-check-not=error:

struct task {};
struct value {
  [[flexnet::kptr]] task *one;
  [[flexnet::kptr_untrusted]] task *two;
  [[flexnet::percpu_kptr]] task *three;
  [[flexnet::uptr]] task *four;
  task __attribute__((flexnet_kptr)) *five;
  task __attribute__((__flexnet_kptr__)) *six;
  // CHECK: [[@LINE+1]]:5: error: 'flexnet::kptr' tags what a pointer points at, and 'int' is no pointer
  [[flexnet::kptr]] int number;
  // CHECK: [[@LINE+1]]:5: error: 'flexnet::kptr' tags what a pointer points at, and 'task &' is no pointer
  [[flexnet::kptr]] task &reference;
  // CHECK: [[@LINE+1]]:5: error: 'flexnet::kptr' attribute takes no arguments
  [[flexnet::kptr("task")]] task *argument;
};
[[flexnet::kptr]] static task *global;
void function() {
  // CHECK: [[@LINE+1]]:5: error: 'flexnet::kptr' is for pointers in map values: put it on a data member or a global variable
  [[flexnet::kptr]] task *local;
}
// CHECK: [[@LINE+1]]:18: error: 'flexnet::kptr' is for pointers in map values
void parameter([[flexnet::kptr]] task *);
