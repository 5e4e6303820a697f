// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only
// Inline assembly that is a comment or a label gives no instruction a second line, which the kernel
// would refuse ("Invalid line_info").
// REQUIRES: kernel-bpf
// RUN: %clang -target bpf -g -c %s -o %t.o
// RUN: %flexnet check %t.o
// RUN: %coro -c %s -o %t.o
// RUN: %flexnet check %t.o
// RUN: llvm-objdump -d --no-show-raw-insn %t.o | FileCheck %s
// CHECK: r0 = 0x2a
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";
__u32 seen;

SEC("xdp") int rx(struct xdp_md *ctx) {
  asm volatile("# at the beginning");
  seen = 1;
  asm volatile("# a comment");
  seen = ctx->rx_queue_index;
  asm volatile("// of %0" : : "r"(ctx->ingress_ifindex));
  asm volatile("1:\n  # and a label");
  __u32 result;
  asm volatile("# then code\n %0 = 42" : "=r"(result));
  asm volatile(";");
  return result;
}
