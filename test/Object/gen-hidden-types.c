// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A member with the name of a type does not hide it from the other members.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
typedef unsigned u32;
struct s {
  u32 u32;
  u32 next;
  struct {
    u32 inner;
  };
} s;

// CHECK: ::u32 u32;
// CHECK-NEXT: ::u32 next;
// CHECK-NEXT: struct {
// CHECK-NEXT: ::u32 inner;
