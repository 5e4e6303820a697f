// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A member of an anonymous struct cannot have the name of the struct around it; others can.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
struct entry {
  union {
    int entry;
    int entry_;
  };
} a;
struct direct {
  int direct;
  struct {
    int direct;
  } inner;
} b;

// CHECK: int entry_;
// CHECK-NEXT: int entry__;
// CHECK: struct direct {
// CHECK-NEXT: int direct;
// CHECK-NEXT: struct {
// CHECK-NEXT: int direct;
