; A loop goes on from its own counter where LLVM took a number that was equal to it, and ends by it.
; RUN: %opt -passes=flexnet-equal-number -S < %s | FileCheck %s
target triple = "bpfel"

; CHECK-LABEL: @up(
; CHECK: %i = phi i32 [ 0, %entry ], [ %[[OWN:.*]], %next ]
; CHECK: next:
; CHECK: %[[OWN]] = add i32 %i, 1
; CHECK: %[[OWN2:.*]] = add i32 %i, 1
; CHECK: icmp ult i32 %[[OWN2]], %n
define i32 @up(i32 %b, i32 %n) {
entry:
  %after = add nuw i32 %b, 1
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %after, %next ]
  %same = icmp eq i32 %i, %b
  br i1 %same, label %next, label %exit
next:
  %more = icmp ult i32 %after, %n
  br i1 %more, label %loop, label %exit
exit:
  ret i32 %i
}

; In another branch than the comparison's it is another number.
; CHECK-LABEL: @elsewhere(
; CHECK: %i = phi i32 [ 0, %entry ], [ %after, %next ]
define i32 @elsewhere(i32 %b, i32 %n) {
entry:
  %after = add i32 %b, 1
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %after, %next ]
  %same = icmp eq i32 %i, %b
  br i1 %same, label %exit, label %next
next:
  %more = icmp ult i32 %after, %n
  br i1 %more, label %loop, label %exit
exit:
  ret i32 %i
}
