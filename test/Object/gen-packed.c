// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What C packs is packed, what only looks like it is not.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
struct packed {
  char a;
  long b;
} __attribute__((packed));
struct in_packed {
  char a;
  struct packed p;
  int b;
} x;
union u {
  int a;
  char b[5];
} __attribute__((packed)) u;

// CHECK: struct packed {
// CHECK: } __attribute__((packed));
// CHECK: struct in_packed {
// CHECK: };
// CHECK: union u {
// CHECK: } __attribute__((packed));
