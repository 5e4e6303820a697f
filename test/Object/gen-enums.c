// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Enums have the size and the values of C; where C++ would choose another, the type is said.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
enum plain { A = 1 } plain;
enum small { S = 1 } __attribute__((packed)) small;
enum negative { N = -1 } negative;
enum large { L = 0xffffffffu } large;
enum huge { H = 0x8000000000000000ull } huge;
enum least { M = -0x7fffffffffffffffll - 1 } least;
enum declared *declared;

// CHECK: enum plain {
// CHECK: enum small : unsigned char {
// CHECK: enum negative {
// CHECK-NEXT: N = -1,
// CHECK: enum large {
// CHECK-NEXT: L = 4294967295,
// CHECK: enum huge : unsigned long {
// CHECK-NEXT: H = 9223372036854775808U,
// CHECK: enum least : long {
// CHECK-NEXT: M = -9223372036854775807 - 1,
// CHECK: enum declared : unsigned int;
