// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// An index that is bounded by what another number is compared with, or that is divided by one:
// LLVM drops the mask as needless.
// REQUIRES: kernel-bpf
// RUN: %clang -target bpf -O1 -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -O2 -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -Os -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
#include <linux/bpf.h>
#define SEC(name) __attribute__((section(name), used))

int table[4];

SEC("xdp") int compared(struct xdp_md *ctx) {
  unsigned long long b = ctx->rx_queue_index, a = b | (ctx->ingress_ifindex & 3);
  if (a >= 4 && a != 77)
    return 0;
  if (b < 4)
    table[a & 3] = 1;
  return table[(unsigned)a & 3];
}

SEC("xdp") int divided(struct xdp_md *ctx) {
  unsigned by = ctx->rx_queue_index;
  return table[(by ? 3 % by : 3) & 3];
}

char _license[] SEC("license") = "GPL";
