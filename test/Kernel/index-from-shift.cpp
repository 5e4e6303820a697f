// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// A number that is shifted by a variable indexes a table: LLVM drops the mask as needless.
// REQUIRES: kernel-bpf
// RUN: %clang -target bpf -O1 -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -O2 -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
// RUN: %clang -target bpf -Os -c %s -o %t.o && %build-dir/bin/load-each %t.o | not grep -v "ok$"
#include <linux/bpf.h>
#define SEC(name) __attribute__((section(name), used))

int table[4];

SEC("xdp") int shifted(struct xdp_md *ctx) {
  return table[(3u >> (ctx->rx_queue_index % 32)) & 3];
}

char _license[] SEC("license") = "GPL";
