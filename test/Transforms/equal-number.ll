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

; Two edges from one block bring the same.
; CHECK-LABEL: @two_edges(
; CHECK: %i = phi i32 [ 0, %entry ], [ %[[SAME:.*]], %next ], [ %[[SAME]], %next ]
define i32 @two_edges(i32 %b, i32 %n) {
entry:
  %after = add i32 %b, 1
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %after, %next ], [ %after, %next ]
  %same = icmp eq i32 %i, %b
  br i1 %same, label %next, label %exit
next:
  switch i32 %n, label %exit [
    i32 1, label %loop
    i32 2, label %loop
  ]
exit:
  ret i32 %i
}

; A loop starts from what a number was found equal to, also by way of another phi; a switch that
; found it asks for it first.
; CHECK-LABEL: @from_constant(
; CHECK: %[[IS:.*]] = icmp eq i32 %b, 0
; CHECK: br i1 %[[IS]], label %start, label %[[REST:.*]]
; CHECK: [[REST]]:
; CHECK: switch i32 %b, label %other [
; CHECK-NEXT: ]
; CHECK: %first = phi i32 [ 0, %entry ], [ 7, %other ]
define i32 @from_constant(i32 %b) {
entry:
  switch i32 %b, label %other [ i32 0, label %start ]
other:
  br label %start
start:
  %first = phi i32 [ %b, %entry ], [ 7, %other ]
  br label %loop
loop:
  %i = phi i32 [ %first, %start ], [ %next, %loop ]
  %next = add i32 %i, 1
  call void @use(i32 %b)
  %end = icmp eq i32 %i, 0
  br i1 %end, label %loop, label %exit
exit:
  ret i32 %i
}

; Two cases that lead to one place: it is either.
; CHECK-LABEL: @from_two_constants(
; CHECK: %i = phi i32 [ %b, %start ]
define i32 @from_two_constants(i32 %b) {
entry:
  switch i32 %b, label %exit [ i32 0, label %start
                               i32 1, label %start ]
start:
  br label %loop
loop:
  %i = phi i32 [ %b, %start ], [ %next, %loop ]
  %next = add i32 %i, 1
  %end = icmp ult i32 %i, 5
  br i1 %end, label %loop, label %exit
exit:
  ret i32 0
}

; CHECK-LABEL: @from_comparison(
; CHECK: %i = phi i32 [ 3, %start ]
define i32 @from_comparison(i32 %b) {
entry:
  %same = icmp ne i32 %b, 3
  br i1 %same, label %exit, label %start
start:
  br label %loop
loop:
  %i = phi i32 [ %b, %start ], [ %next, %loop ]
  %next = add i32 %i, 1
  %end = icmp ult i32 %i, 5
  br i1 %end, label %loop, label %exit
exit:
  ret i32 0
}

declare void @use(i32)
