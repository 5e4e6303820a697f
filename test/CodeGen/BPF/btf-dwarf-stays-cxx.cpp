// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// What BTF must rename or turn into C keeps its C++ name and kind in DWARF.
// REQUIRES: bpftool
// RUN: %clang -target bpf -g -O2 -c %s -o %t.o
// RUN: llvm-dwarfdump --debug-info %t.o | FileCheck %s
// RUN: %bpftool btf dump file %t.o | FileCheck %s --check-prefix=BTF
// RUN: %clang -target bpf -g -O2 -S %s -o - | FileCheck %s --check-prefix=ASM
template <class T> class pair {
public:
  T a, b;
  T sum() const { return a + b; }
};

// CHECK-DAG: DW_AT_name ("first<pair<int> >")
// CHECK-DAG: DW_AT_name ("pair<int>")
// CHECK-DAG: DW_TAG_class_type
// CHECK-DAG: DW_AT_name ("sum")
// CHECK-DAG: DW_TAG_reference_type
// BTF-DAG: FUNC 'first_pair_int___'
// BTF-DAG: STRUCT 'pair_int_' size=8 vlen=2
// ASM-DAG: "first<pair<int> >"
// ASM-DAG: "pair_int_"
template <class T> __attribute__((noinline)) static int first(T &t) {
  asm volatile("" ::"r"(&t));
  return 1;
}

pair<int> numbers;
__attribute__((section("xdp"), used)) int rx(void *) { return first(numbers); }
