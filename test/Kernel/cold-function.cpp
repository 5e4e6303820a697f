// A cold function is in .text with the others: libbpf takes .text.unlikely. for a program's section.
// REQUIRES: kernel-bpf
// RUN: %clang -target bpf -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
#include <linux/bpf.h>
#define SEC(name) __attribute__((section(name), used))

[[gnu::cold, gnu::noinline]] static int seldom(int n) { return n * n; }

SEC("xdp") int program(struct xdp_md *ctx) {
  return ctx->rx_queue_index == 77 ? seldom(ctx->ingress_ifindex) : XDP_PASS;
}

char _license[] SEC("license") = "GPL";
