// A pointer to the stack or null is passed and walked.
// REQUIRES: kernel-bpf
// RUN: %clang -target bpf -O1 -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -O2 -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -Os -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
#include <linux/bpf.h>
#define SEC(name) __attribute__((section(name), used))

[[gnu::noinline]] static int read(const int *p) { return p ? *p : 42; }

SEC("xdp") int program(struct xdp_md *ctx) {
  int n = ctx->ingress_ifindex;
  return read(ctx->rx_queue_index & 1 ? &n : nullptr) & 3;
}

char _license[] SEC("license") = "GPL";
