// A decl tag becomes a DECL_TAG of what it is on; there may be several.
// REQUIRES: bpftool
// RUN: %clangxx -target bpf -g -c %s -o %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s

struct [[flexnet::decl_tag("struct tag")]] node {
  int x;
  [[flexnet::decl_tag("one"), flexnet::decl_tag("two")]] int y;
};
template <class T> struct box {
  T value __attribute__((btf_decl_tag("in a template")));
};
// CHECK-DAG: [[NODE:[0-9]+]]] STRUCT 'node'
// CHECK-DAG: DECL_TAG 'struct tag' type_id=[[NODE]] component_idx=-1
// CHECK-DAG: DECL_TAG 'one' type_id=[[NODE]] component_idx=1
// CHECK-DAG: DECL_TAG 'two' type_id=[[NODE]] component_idx=1
node n;
// CHECK-DAG: [[BOX:[0-9]+]]] STRUCT 'box_int_'
// CHECK-DAG: DECL_TAG 'in a template' type_id=[[BOX]] component_idx=0
box<int> b;
// CHECK-DAG: [[GLOBAL:[0-9]+]]] VAR 'global'
// CHECK-DAG: DECL_TAG 'variable tag' type_id=[[GLOBAL]] component_idx=-1
[[flexnet::decl_tag("variable tag")]] int global;
// CHECK-DAG: [[FUNCTION:[0-9]+]]] FUNC 'program'
// CHECK-DAG: DECL_TAG 'function tag' type_id=[[FUNCTION]] component_idx=-1
// CHECK-DAG: DECL_TAG 'arg:ctx' type_id=[[FUNCTION]] component_idx=0
[[flexnet::decl_tag("function tag"), gnu::section("tc")]] int
program([[flexnet::decl_tag("arg:ctx")]] void *context) {
  return global + n.x + b.value;
}
