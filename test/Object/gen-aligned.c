// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Holes of alignment that BTF does not know are filled.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
struct aligned {
  int a;
  int b __attribute__((aligned(64)));
} __attribute__((aligned(128)));
struct holds {
  char a;
  struct aligned b;
} x;

// CHECK: int a;
// CHECK-NEXT: unsigned char __pad_at_4[60];
// CHECK-NEXT: int b;
// CHECK-NEXT: unsigned char __pad_at_68[60];
