// A small array on the stack is indexed in a way the verifier follows.
// REQUIRES: kernel-bpf
// RUN: %clang -target bpf -O1 -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -O2 -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -Os -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
#include <linux/bpf.h>
#define SEC(name) __attribute__((section(name), used))

SEC("xdp") int bytes(struct xdp_md *ctx) {
  __u8 a[8] = {};
  a[ctx->rx_queue_index & 7] = 3;
  unsigned i = ctx->ingress_ifindex & 7;
  a[i] = 1;
  return a[i ^ 1] + a[(i + 3) & 7];
}

SEC("xdp") int words(struct xdp_md *ctx) {
  volatile unsigned a[2] = {1, 2};
  return a[ctx->rx_queue_index & 1];
}

char _license[] SEC("license") = "GPL";
