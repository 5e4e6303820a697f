; An index that only a comparison of another value bounds is bounded itself; others stay as they are.
; RUN: %opt -passes=flexnet-index-range -S < %s | FileCheck %s
target triple = "bpfel"
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"

@words = global [4 x i64] zeroinitializer
@six = global [6 x i64] zeroinitializer

; CHECK-LABEL: @computed_before(
; CHECK: %[[HIDDEN:.*]] = call i64 asm "", "=r,0"(i64 %a)
; CHECK: %[[MASKED:.*]] = and i64 %[[HIDDEN]], 3
; CHECK: getelementptr i64, ptr @words, i64 %[[MASKED]]
define i64 @computed_before(i64 %b, i64 %x) {
entry:
  %low = and i64 %x, 3
  %a = or i64 %b, %low
  %small = icmp ult i64 %b, 4
  br i1 %small, label %then, label %exit
then:
  %p = getelementptr i64, ptr @words, i64 %a
  %v = load i64, ptr %p
  ret i64 %v
exit:
  ret i64 0
}

; A mask would leave more than there is: it is compared.
; CHECK-LABEL: @quotient(
; CHECK: %[[HIDDEN:.*]] = call i64 asm "", "=r,0"(i64 %a)
; CHECK: %[[MORE:.*]] = icmp ugt i64 %[[HIDDEN]], 5
; CHECK: select i1 %[[MORE]], i64 5, i64 %[[HIDDEN]]
define i64 @quotient(i64 %x, i64 %y) {
entry:
  %small = icmp ult i64 %x, 6
  br i1 %small, label %then, label %exit
then:
  %by = or i64 %y, 1
  %a = udiv i64 %x, %by
  %p = getelementptr i64, ptr @six, i64 %a
  %v = load i64, ptr %p
  ret i64 %v
exit:
  ret i64 0
}

; CHECK-LABEL: @compared(
; CHECK-NOT: asm
; CHECK: ret i64 0
define i64 @compared(i64 %a) {
entry:
  %small = icmp ult i64 %a, 4
  br i1 %small, label %then, label %exit
then:
  %p = getelementptr i64, ptr @words, i64 %a
  %v = load i64, ptr %p
  ret i64 %v
exit:
  ret i64 0
}
