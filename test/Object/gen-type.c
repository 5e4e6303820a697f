// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// --type: a type with what it needs, and nothing else.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t --type outer | FileCheck %s
// RUN: not %flexnet gen vmlinux --btf %t.o --type outer,nowhere 2>&1 \
// RUN:     | FileCheck --check-prefix=MISSING %s
struct unused {
  int x;
} unused;
struct pointed {
  int x;
};
struct inner {
  int x;
};
struct outer {
  struct inner inner;
  struct pointed *pointed;
} outer;

// CHECK-NOT: struct unused
// CHECK: struct inner {
// CHECK-NOT: struct pointed {
// CHECK: struct outer {
// MISSING: flexnet: '{{.*}}.o' has no type and no kfunc 'nowhere'
