; A remainder or a quotient that is an index gets its range; others stay as they are.
; RUN: %opt -passes=flexnet-remainder-range -S < %s | FileCheck %s
target triple = "bpfel"

; CHECK-LABEL: @index(
; CHECK: %i = urem i32 %x, 5
; CHECK: %[[HIDDEN:.*]] = call i32 asm "", "=r,0"(i32 %i)
; CHECK: %[[BOUNDED:.*]] = call i32 @llvm.umin.i32(i32 %[[HIDDEN]], i32 4)
; CHECK: zext i32 %[[BOUNDED]] to i64
define i32 @index(ptr %table, i32 %x) {
  %i = urem i32 %x, 5
  %w = zext i32 %i to i64
  %p = getelementptr i32, ptr %table, i64 %w
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: @quotient(
; CHECK: @llvm.umin.i64(i64 {{.*}}, i64 25)
define i8 @quotient(ptr %table, i8 %x) {
  %w = zext i8 %x to i64
  %i = udiv i64 %w, 10
  %p = getelementptr i8, ptr %table, i64 %i
  %v = load i8, ptr %p
  ret i8 %v
}

; CHECK-LABEL: @number(
; CHECK-NOT: asm
; CHECK: ret
define i32 @number(i32 %x) {
  %i = urem i32 %x, 5
  ret i32 %i
}
