// Remainders and quotients index tables without a check of the user's, or with one.
// REQUIRES: kernel-bpf
// RUN: %clang -target bpf -O1 -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -O2 -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -Os -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
#include <linux/bpf.h>
#define SEC(name) __attribute__((section(name), used))

int table[5];
__u8 tenths[26];

SEC("xdp") int plain(struct xdp_md *ctx) { return table[ctx->rx_queue_index % 5]; }

SEC("xdp") int checked(struct xdp_md *ctx) {
  unsigned i = ctx->rx_queue_index % 5;
  return i < 5 ? table[i] : 0;
}

SEC("xdp") int quotient(struct xdp_md *ctx) {
  __u8 n = ctx->rx_queue_index;
  return tenths[n / 10];
}

char _license[] SEC("license") = "GPL";
