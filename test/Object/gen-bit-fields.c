// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bit-fields, also after bits without a name, stand where C puts them.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
struct bits {
  unsigned a : 3;
  unsigned : 6;
  unsigned b : 7;
  unsigned long long c : 40;
  unsigned char d;
  unsigned e : 31;
  unsigned f : 2;
} bits;
struct packed {
  unsigned char a;
  unsigned b : 20;
  unsigned c : 20;
  unsigned short d;
} __attribute__((packed)) packed;

// CHECK: unsigned int a : 3;
// CHECK-NEXT: unsigned char : 5;
// CHECK-NEXT: unsigned char : 1;
// CHECK-NEXT: unsigned int b : 7;
// CHECK: struct packed {
// CHECK-NOT: unsigned char :
// CHECK: } __attribute__((packed));
