// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A typedef with the name of a struct is only written if it is another type.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
struct same {
  int x;
};
typedef struct same same;
struct other {
  int x;
};
typedef int other;
struct uses {
  same s;
  struct other o;
  other i;
} uses;

// CHECK-NOT: typedef struct same
// CHECK-DAG: typedef int other___2;
// CHECK: struct uses {
// CHECK-NEXT: same s;
// CHECK-NEXT: struct other o;
// CHECK-NEXT: other___2 i;
