// A function that returns nothing may have used r0 for an address.
// REQUIRES: kernel-bpf
// RUN: %clang -target bpf -O1 -c %s -o %t.o && %flexnet check %t.o
// RUN: %clang -target bpf -O2 -c %s -o %t.o && %flexnet check %t.o
// RUN: %clang -target bpf -Os -c %s -o %t.o && %flexnet check %t.o
// RUN: llvm-objdump -d %t.o | FileCheck %s
#include <linux/bpf.h>
#define SEC(name) __attribute__((section(name), used))

template <class T> struct cell {
  T value;
  // CHECK-LABEL: <_ZN4cellIjE3setEj>:
  // CHECK: r0 = 0x0
  // CHECK-NEXT: exit
  [[gnu::noinline]] void set(T v) { value += v; }
};

// CHECK-LABEL: <_ZL4keepPi>:
// CHECK-NOT: r0 = 0x0
// CHECK: exit
[[gnu::noinline]] static void keep(int *n) { *n = 7; }

SEC("xdp") int program(struct xdp_md *ctx) {
  cell<unsigned> c = {ctx->rx_queue_index};
  c.set(ctx->ingress_ifindex);
  int n = 0;
  keep(&n);
  return (c.value + n) & 3;
}

char _license[] SEC("license") = "GPL";
