// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// What CO-RE looks up has in BTF the kernel's name, also one that C++ does not allow there.
// REQUIRES: bpftool
// RUN: %clang -target bpf -g -c %s -o %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s
struct class_ {
  int namespace_, default__;
} __attribute__((preserve_access_index));
struct entry {
  int pad;
  union {
    int entry_;
    int new__;
  };
} __attribute__((preserve_access_index));
enum reason { new_ = 3 };
struct mine {
  int class_;
};

__attribute__((section("tc"))) int read(struct class_ *c, struct entry *e, mine *m) {
  return c->namespace_ + e->entry_ + m->class_ +
         __builtin_preserve_enum_value(*(enum reason *)new_, 0);
}

// CHECK-DAG: STRUCT 'class'
// CHECK-DAG: 'namespace'
// CHECK-DAG: 'default_'
// CHECK-DAG: 'entry' type_id
// CHECK-DAG: 'new_' type_id
// CHECK-DAG: 'new' val=3
// CHECK-DAG: 'class_' type_id
