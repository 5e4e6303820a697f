// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions tagged bpf_kfunc are declared, whatever their parameters are called.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
#define __bpf_kfunc __attribute__((btf_decl_tag("bpf_kfunc")))
typedef unsigned u32;
struct sk {
  int x;
};
int plain(int x) { return x; }
__bpf_kfunc struct sk *second(struct sk *sk, const void *class, u32 next, u32 u32) { return sk; }
__bpf_kfunc void first(void) {}

// CHECK: #ifndef BPF_NO_KFUNC_PROTOTYPES
// CHECK: extern "C" {
// CHECK-NEXT: extern void first() __vmlinux_kfunc;
// CHECK-NEXT: extern struct sk *second(struct sk *sk, const void *class_, ::u32 next, ::u32 u32) __vmlinux_kfunc;
// CHECK-NEXT: }
// CHECK-NOT: plain(
