// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integers and floats of every size.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
struct s {
  char a;
  signed char b;
  unsigned char c;
  short d;
  unsigned long e;
  long long f;
  __int128 g;
  unsigned __int128 h;
  float i;
  double j;
} s;

// CHECK: char a;
// CHECK-NEXT: signed char b;
// CHECK-NEXT: unsigned char c;
// CHECK-NEXT: short d;
// CHECK-NEXT: unsigned long e;
// CHECK-NEXT: long long f;
// CHECK-NEXT: __int128 g;
// CHECK-NEXT: unsigned __int128 h;
// CHECK-NEXT: float i;
// CHECK-NEXT: double j;
