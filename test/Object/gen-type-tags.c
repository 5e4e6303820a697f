// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tags of types are kept for the reader.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
#define __user __attribute__((btf_type_tag("user")))
struct s {
  const char __user *from;
  int __user *__user *p;
} s;

// CHECK: const char __vmlinux_type_tag("user") *from;
// CHECK-NEXT: int __vmlinux_type_tag("user") *__vmlinux_type_tag("user") *p;
