// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types that the C++ library has as well are the same types.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
typedef unsigned long long uint64_t;
typedef long long int64_t;
typedef unsigned long size_t;
struct s {
  uint64_t a;
  int64_t b;
  size_t c;
} s;

// CHECK: typedef __UINT64_TYPE__ uint64_t;
// CHECK: typedef __INT64_TYPE__ int64_t;
// CHECK: typedef __SIZE_TYPE__ size_t;
