// A function that returns nothing may have used r0 for an address; if it has not, it costs nothing.
// REQUIRES: kernel-bpf
// RUN: %clang -target bpf -O2 -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -Os -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -O1 -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: llvm-objdump -d %t.o | FileCheck %s
#include <linux/bpf.h>
#define SEC(name) __attribute__((section(name), used))

// CHECK-LABEL: <_ZL4copyPyPKyj>:
// CHECK: r0 = 0x0
// CHECK-NEXT: exit
[[gnu::noinline]] static void copy(__u64 *__restrict to, const __u64 *__restrict from, __u32 n) {
  for (__u32 i = 0; i < 4; ++i)
    if (i < n)
      to[i] = from[i];
}

// CHECK-LABEL: <_ZL4keepPi>:
// CHECK-NOT: r0 = 0x0
// CHECK: exit
[[gnu::noinline]] static void keep(int *n) { *n = 7; }

SEC("xdp") int program(struct xdp_md *ctx) {
  __u64 from[4] = {ctx->rx_queue_index, ctx->ingress_ifindex, 3, 4}, to[4] = {};
  copy(to, from, ctx->rx_queue_index & 7);
  int n = 0;
  keep(&n);
  return (to[0] + to[1] + to[2] + to[3] + n) & 3;
}

char _license[] SEC("license") = "GPL";
