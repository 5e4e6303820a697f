// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Declarators of function pointers, arrays and pointers to them.
// REQUIRES: bpftool
// RUN: %S/Inputs/gen %stock %flexnet %s %t | FileCheck %s
struct s {
  int (*call)(struct later *, int (*)[3], void (*)(void));
  void (*(*get)(int))(char *restrict);
  int (*print)(const char *, ...);
  int (*table[3])(void);
  const int *const volatile p;
  char *const names[2];
  void (*stop)(int) __attribute__((noreturn));
} *s;

// CHECK: int (*call)(struct later *, int (*)[3], void (*)());
// CHECK-NEXT: void (*(*get)(int))(char *__restrict);
// CHECK-NEXT: int (*print)(const char *, ...);
// CHECK-NEXT: int (*table[3])();
// CHECK-NEXT: const int *const volatile p;
// CHECK-NEXT: char *const names[2];
// CHECK-NEXT: void (*stop)(int);
