// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// _Bool is bool, and its typedef is not written.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
typedef _Bool bool;
struct s {
  bool b;
  bool bit : 1;
} s;

// CHECK-NOT: typedef
// CHECK: bool b;
// CHECK-NEXT: bool bit : 1;
