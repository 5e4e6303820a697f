// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names that are C++ keywords get '_' behind them, also where that makes a name of its own.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
struct class {
  int new, default_;
  struct class *this;
};
typedef unsigned short wchar_t;
enum value { false, true };
enum value v;
wchar_t w;
struct class c;

// CHECK: enum value {
// CHECK-NEXT: false_ = 0,
// CHECK-NEXT: true_ = 1,
// CHECK: typedef unsigned short wchar_t_;
// CHECK: struct class_ {
// CHECK-NEXT: int new_;
// CHECK-NEXT: int default__;
// CHECK-NEXT: struct class_ *this_;
