// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A struct without members has size 0, as in C.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
struct empty {};
struct list {
  struct empty none;
  int count;
  union {
    struct {
      struct {
      } __empty;
      long data[];
    };
    char bytes[0];
  };
} list;
_Static_assert(sizeof(struct list) == 8, "");

// CHECK: struct empty {
// CHECK-NEXT: char __empty[0];
// CHECK-NEXT: };
