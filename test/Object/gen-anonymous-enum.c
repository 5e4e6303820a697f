// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An enum without a name in a struct: its enumerators are at file scope, as in C.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
struct s {
  enum { OFF, ON } state : 2;
  enum { LOW } level;
} s;

// CHECK: enum {
// CHECK-NEXT: OFF = 0,
// CHECK: struct s {
// CHECK-NEXT: decltype(OFF) state : 2;
// CHECK-NEXT: decltype(LOW) level;
