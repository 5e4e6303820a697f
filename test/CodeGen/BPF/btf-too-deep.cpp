// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// What no BTF can say is an error at its line, and no object is written, to a file or a pipe;
// without debug info there is no BTF to refuse.
// RUN: rm -f %t.o
// RUN: not %clang -target bpf -g -O2 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: not ls %t.o
// RUN: not %clang -target bpf -g -O2 -c %s -o - 2>/dev/null | count 0
// RUN: %clang -target bpf -O2 -c %s -o %t.o
template <int N> struct nested {
  nested<N - 1> inner;
};
// CHECK: btf-too-deep.cpp:[[#@LINE+1]]:{{.*}} error: the kernel would refuse the BTF of this object, {{.*}}: 'innermost' is the 33rd type within another; the kernel takes 32
struct innermost {
  int value;
};
template <> struct nested<0> {
  innermost inner;
};
nested<31> object;
__attribute__((section("xdp"), used)) int rx(void *) { return *reinterpret_cast<int *>(&object); }
