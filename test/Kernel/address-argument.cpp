// The packet's bounds go to a noinline function as __u32, as the context has them.
// REQUIRES: kernel-bpf
// RUN: %clang -target bpf -O1 -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -O2 -g -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -Os -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
#include <linux/bpf.h>
#define SEC(name) __attribute__((section(name), used))

[[gnu::noinline]] static int first(__u32 data, __u32 end) {
  auto *bytes = (__u8 *)(long)data;
  return bytes + 14 <= (__u8 *)(long)end ? bytes[0] : 0;
}

SEC("xdp") int program(struct xdp_md *ctx) { return first(ctx->data, ctx->data_end) & 3; }

char _license[] SEC("license") = "GPL";
