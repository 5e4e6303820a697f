// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Structs without a name stand where they are used; C++ has none in a prototype.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
typedef struct {
  int counter;
} atomic_t;
struct s {
  atomic_t a;
  struct {
    int x;
  };
  union {
    int y;
  } u, *p;
  void (*f)(struct { int z; } *);
} s;

// CHECK: typedef struct {
// CHECK-NEXT: int counter;
// CHECK-NEXT: } atomic_t;
// CHECK: struct s {
// CHECK: } u;
// CHECK: } *p;
// CHECK-NEXT: void (*f)(struct [[NAME:__anonymous_[0-9]+]] *);
// CHECK: struct [[NAME]] {
// CHECK-NEXT: int z;
