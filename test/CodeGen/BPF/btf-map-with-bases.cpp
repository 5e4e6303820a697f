// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// libbpf looks for what a map is in its own members: those of base classes are there, too, also
// of maps in a map.
// REQUIRES: bpftool
// RUN: %clang -target bpf -g -O2 -c %s -o %t.o
// RUN: %bpftool btf dump file %t.o | FileCheck %s --implicit-check-not=__base
struct functions {
  void *find(int);
};
template <int N> struct array_map : functions {
  int (*type)[2];
  int (*max_entries)[N];
};
template <class K, class V, int N> struct typed : array_map<N> {
  K *key;
  V *value;
};
struct with_size : typed<int, long, 4> {};
struct of_maps {
  int (*type)[12];
  int (*max_entries)[1];
  int *key;
  with_size *values[];
};

// CHECK-DAG: STRUCT 'with_size' size=32 vlen=4
// CHECK-DAG: STRUCT 'of_maps' size=24 vlen=4
__attribute__((section(".maps"))) with_size plain;
__attribute__((section(".maps"))) of_maps outer;
__attribute__((section("xdp"), used)) int rx(void *) { return &plain == 0; }
