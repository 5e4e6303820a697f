// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Every type of C++ has BTF the kernel takes: the compiler writes no other. DWARF is sound,
// too, whatever is made of it.
// REQUIRES: bpftool
// DEFINE: %{verify} = llvm-dwarfdump --verify --quiet
// RUN: %clang -target bpf -g -O1 -c %s -o %t.o && %{verify} %t.o
// RUN: %clang -target bpf -g -O3 -c %s -o %t.o && %{verify} %t.o
// RUN: %clang -target bpf -g -Os -c %s -o %t.o && %{verify} %t.o
// RUN: %clang -target bpf -g -O2 -gdwarf-4 -c %s -o %t.o && %{verify} %t.o
// RUN: %clang -target bpf -g -O2 -gdwarf-5 -fdebug-types-section -c %s -o %t.o && %{verify} %t.o
// RUN: %clang -target bpf -g -O2 -fno-standalone-debug -c %s -o %t.o && %{verify} %t.o
// RUN: %clang -target bpf -g -O2 -c %s -o %t.o && %{verify} %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s
#include "Inputs/every-type.h"

// CHECK: STRUCT 'everything'
// CHECK-NEXT: 'reference' type_id=[[#PTR:]] bits_offset=0
// CHECK-NEXT: 'rvalue_reference' type_id=[[#PTR]] bits_offset=64
// CHECK: 'gr____e' type_id=
// CHECK: [[[#PTR]]] PTR
// CHECK: FUNC 'probe' {{.*}} linkage=static
__attribute__((noinline)) static u64 probe(everything &e, const everything *, multiple &&m,
                                           declared *d, decltype(nullptr)) {
  asm volatile("" ::"r"(&e), "r"(&m), "r"(d));
  return 1;
}

__attribute__((section("syscall"), used)) int run(everything *e) {
  return probe(*e, e, static_cast<multiple &&>(e->many_bases), nullptr, nullptr);
}
