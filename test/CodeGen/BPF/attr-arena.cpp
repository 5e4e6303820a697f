// Conversion from the arena is one instruction, made once.
// RUN: %clangxx -target bpf -mcpu=v4 -O2 -c %s -o %t.o
// RUN: llvm-objdump -d --mcpu=v4 --no-show-raw-insn %t.o | FileCheck %s

struct node {
  int value, count;
  void add(int n) {
    value += n;
    note();
  }
  void note() { ++count; }
};
// CHECK: addr_space_cast
// CHECK-NOT: addr_space_cast
extern "C" int use([[flexnet::arena]] node *n) {
  n->add(2);
  auto &reference = *n;
  reference.add(3);
  return reference.value;
}
