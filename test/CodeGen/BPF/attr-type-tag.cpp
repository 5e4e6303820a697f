// A type tag stands between the innermost pointer and what it points at, as in C, also in
// templates, and for that declaration only.
// REQUIRES: bpftool
// RUN: %clangxx -target bpf -g -c %s -o %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s --implicit-check-not=DECL_TAG

struct task {
  int pid;
};
template <class T> struct kptr {
  T __attribute__((btf_type_tag("kptr"))) *pointer;
};
// CHECK-DAG: [[TASK:[0-9]+]]] STRUCT 'task'
// CHECK-DAG: [[TAG:[0-9]+]]] TYPE_TAG 'kptr' type_id=[[TASK]]
// CHECK-DAG: [[POINTER:[0-9]+]]] PTR '(anon)' type_id=[[TAG]]
// CHECK-DAG: [[PLAIN:[0-9]+]]] PTR '(anon)' type_id=[[TASK]]
// CHECK-DAG: [[ARRAY:[0-9]+]]] ARRAY '(anon)' type_id=[[POINTER]]
// CHECK-DAG: [[INNER:[0-9]+]]] TYPE_TAG 'one' type_id=[[TASK]]
// CHECK-DAG: [[OUTER:[0-9]+]]] TYPE_TAG 'two' type_id=[[INNER]]
// CHECK-DAG: [[BOTH:[0-9]+]]] PTR '(anon)' type_id=[[OUTER]]
// CHECK-DAG: 'a' type_id=[[POINTER]] bits_offset=0
// CHECK-DAG: 'b' type_id=[[PLAIN]] bits_offset=64
// CHECK-DAG: 'c' type_id=[[ARRAY]] bits_offset=128
// CHECK-DAG: 'd' type_id=[[BOTH]] bits_offset=256
// CHECK-DAG: 'pointer' type_id=[[POINTER]] bits_offset=0
struct value {
  [[flexnet::kptr]] task *a;
  task *b;
  [[flexnet::kptr]] task *c[2];
  [[flexnet::type_tag("one"), flexnet::type_tag("two")]] task *d;
};
value v;
kptr<task> k;
// CHECK-DAG: TYPEDEF 'task_kptr' type_id=[[POINTER]]
typedef task __attribute__((btf_type_tag("kptr"))) *task_kptr;
task_kptr t;

// CHECK-DAG: [[PROTO:[0-9]+]]] FUNC_PROTO '(anon)' ret_type_id=[[POINTER]] vlen=1
// CHECK-DAG: 'argument' type_id=[[BOTH]]
// CHECK-DAG: FUNC 'function' type_id=[[PROTO]]
[[flexnet::type_tag("kptr"), gnu::noinline, gnu::used]] task *
function([[flexnet::type_tag("one"), flexnet::type_tag("two")]] task *argument) {
  asm volatile("");
  return argument;
}
