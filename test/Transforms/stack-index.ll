; An index that fits into the alignment of its array's stack slot is hidden; no other is.
; RUN: %opt -passes=flexnet-stack-index -S < %s | FileCheck %s
target triple = "bpfel"
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"

; CHECK-LABEL: @fits(
; CHECK: %[[HIDDEN:.*]] = call i64 asm "", "=r,0"(i64 %i)
; CHECK: getelementptr i8, ptr %a, i64 %[[HIDDEN]]
define i8 @fits(i64 %x) {
  %a = alloca [8 x i8], align 8
  %i = and i64 %x, 7
  %p = getelementptr i8, ptr %a, i64 %i
  %v = load i8, ptr %p
  ret i8 %v
}

; CHECK-LABEL: @scaled(
; CHECK: call i64 asm
define i32 @scaled(i64 %x) {
  %a = alloca [2 x i32], align 8
  %i = and i64 %x, 1
  %p = getelementptr i32, ptr %a, i64 %i
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: @larger(
; CHECK-NOT: asm
; CHECK: ret
define i8 @larger(i64 %x) {
  %a = alloca [16 x i8], align 8
  %i = and i64 %x, 15
  %p = getelementptr i8, ptr %a, i64 %i
  %v = load i8, ptr %p
  ret i8 %v
}

; CHECK-LABEL: @elsewhere(
; CHECK-NOT: asm
; CHECK: ret
define i8 @elsewhere(ptr %a, i64 %x) {
  %i = and i64 %x, 7
  %p = getelementptr i8, ptr %a, i64 %i
  %v = load i8, ptr %p
  ret i8 %v
}
