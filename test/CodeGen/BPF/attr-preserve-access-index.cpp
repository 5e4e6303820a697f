// Every way to a member of a CO-RE struct is relocated: through pointers, references, `this`,
// derived classes, unnamed members, arrays and bit-fields.
// RUN: %clangxx -target bpf -g -O2 -S -emit-llvm %s -o - | FileCheck %s

struct [[flexnet::preserve_access_index]] task {
  int pid;
  char comm[16];
  struct {
    int inner;
    union {
      int first;
      long second;
    };
  };
  task *parent;
  unsigned flag : 1, bits : 7;
  int get() const { return pid; }
};
struct derived : task {
  int mine;
};
// CHECK-DAG: "llvm.task:0:0$0:0"
extern "C" __attribute__((used)) int by_this(const task &t) { return t.get(); }
// CHECK-DAG: "llvm.task:0:6$0:1:2"
extern "C" __attribute__((used)) int array(task *t) { return t->comm[2]; }
// CHECK-DAG: "llvm.task:0:32$0:2:1:1"
extern "C" __attribute__((used)) long unnamed(derived *t) { return t->second; }
// CHECK-DAG: "llvm.task:0:40$0:3"
extern "C" __attribute__((used)) task *pointer(task &t) { return t.parent; }
// CHECK-DAG: "llvm.task:0:48$0:5"
extern "C" __attribute__((used)) int bits(task &t) { return t.bits; }
// Members of a derived class are this program's own.
// CHECK-NOT: "llvm.derived
