// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `struct x;` as a member has the members of x, as in C with -fms-extensions.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
#pragma clang diagnostic ignored "-Wmicrosoft-anon-tag"
struct inner {
  int a;
};
struct outer {
  struct inner;
  int b;
} outer;

// CHECK: struct outer {
// CHECK-NEXT: struct {
// CHECK-NEXT: int a;
// CHECK-NEXT: };
// CHECK-NEXT: int b;
