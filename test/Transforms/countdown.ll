; Loops that count down start from, and end by, the number that is compared.
; RUN: %opt -passes=flexnet-countdown -S < %s | FileCheck %s
target triple = "bpfel"

; The start is computed from what was compared with 0, and the wide counter ends by itself.
; CHECK-LABEL: @wider(
; CHECK: %[[START:.*]] = zext i32 %n to i64
; CHECK: %i = phi i64 [ %[[START]], %entry ]
; CHECK: icmp slt i64 %next, 1
define void @wider(i64 %x) {
entry:
  %low = trunc i64 %x to i32
  %n = and i32 %low, 3
  %start = and i64 %x, 3
  %none = icmp eq i32 %n, 0
  br i1 %none, label %exit, label %loop
loop:
  %i = phi i64 [ %start, %entry ], [ %next, %loop ]
  call void @use(i64 %i)
  %next = add i64 %i, -1
  %half = and i64 %next, 4294967295
  %end = icmp eq i64 %half, 0
  br i1 %end, label %exit, label %loop
exit:
  ret void
}

; So it does where the narrow number that is compared has a step of its own.
; CHECK-LABEL: @own_step(
; CHECK: icmp slt i64 %next, 1
define void @own_step(i64 %x) {
entry:
  %n = and i64 %x, 3
  %none = icmp eq i64 %n, 0
  br i1 %none, label %exit, label %loop
loop:
  %i = phi i64 [ %n, %entry ], [ %next, %loop ]
  %narrow = trunc nuw i64 %i to i32
  %less = add nsw i32 %narrow, -1
  call void @use(i64 %i)
  %end = icmp eq i32 %less, 0
  %next = add nsw i64 %i, -1
  br i1 %end, label %exit, label %loop
exit:
  ret void
}

; So it does where the loop ends by something else, too, in the same condition.
; CHECK-LABEL: @with_another(
; CHECK: %[[END:.*]] = icmp slt i64 %next, 1
; CHECK: %either = select i1 %other, i1 true, i1 %[[END]]
define void @with_another(i64 %x, i1 %other) {
entry:
  %n = and i64 %x, 3
  %none = icmp eq i64 %n, 0
  br i1 %none, label %exit, label %loop
loop:
  %i = phi i64 [ %n, %entry ], [ %next, %loop ]
  call void @use(i64 %i)
  %next = add i64 %i, -1
  %half = and i64 %next, 4294967295
  %end = icmp eq i64 %half, 0
  %either = select i1 %other, i1 true, i1 %end
  br i1 %either, label %exit, label %loop
exit:
  ret void
}

; Not where it only ends if the other is true as well.
; CHECK-LABEL: @only_with_another(
; CHECK: %end = icmp eq i64 %half, 0
; CHECK: %both = select i1 %other, i1 %end, i1 false
define void @only_with_another(i64 %x, i1 %other) {
entry:
  %n = and i64 %x, 3
  %none = icmp eq i64 %n, 0
  br i1 %none, label %exit, label %loop
loop:
  %i = phi i64 [ %n, %entry ], [ %next, %loop ]
  call void @use(i64 %i)
  %next = add i64 %i, -1
  %half = and i64 %next, 4294967295
  %end = icmp eq i64 %half, 0
  %both = select i1 %other, i1 %end, i1 false
  br i1 %both, label %exit, label %loop
exit:
  ret void
}

; Compared after its step, the counter of the turn before ends the loop: by what it was stepped to.
; CHECK-LABEL: @late(
; CHECK: %next = add i32 %i, -1
; CHECK: icmp slt i32 %next, 0
define i32 @late(i32 %x) {
entry:
  %n = and i32 %x, 3
  br label %loop
loop:
  %i = phi i32 [ %n, %entry ], [ %next, %loop ]
  %next = add nsw i32 %i, -1
  %end = icmp eq i32 %i, 0
  br i1 %end, label %exit, label %loop
exit:
  ret i32 %next
}

; Nothing is known of where it starts.
; CHECK-LABEL: @unknown(
; CHECK: icmp eq i32 %i, 0
define i32 @unknown(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ %n, %entry ], [ %next, %loop ]
  %next = add i32 %i, -1
  %end = icmp eq i32 %i, 0
  br i1 %end, label %exit, label %loop
exit:
  ret i32 %next
}
declare void @use(i64)
