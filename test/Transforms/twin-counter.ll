; A number that a loop counts in two widths is counted once, in the wider one.
; RUN: %opt -passes=flexnet-twin-counter -S < %s | FileCheck %s
target triple = "bpfel"

; CHECK-LABEL: @twins(
; CHECK: %i = phi i64
; CHECK-NOT: phi
; CHECK: %j[[#]] = trunc i64 %i to i32
; CHECK: call void @use(i32 %j[[#]])
; CHECK: %next = add i64 %i, -1
; CHECK: %less[[#]] = trunc i64 %next to i32
; CHECK: call void @use(i32 %less[[#]])
define void @twins(i32 %n) {
entry:
  %wide = zext nneg i32 %n to i64
  br label %loop
loop:
  %i = phi i64 [ %wide, %entry ], [ %next, %loop ]
  %j = phi i32 [ %n, %entry ], [ %less, %loop ]
  call void @use(i32 %j)
  %less = add i32 %j, -1
  call void @use(i32 %less)
  %next = add nsw i64 %i, -1
  %end = icmp eq i64 %i, 0
  br i1 %end, label %exit, label %loop
exit:
  ret void
}

; They are not the same where they step by other numbers, or start from others.
; CHECK-LABEL: @others(
; CHECK: phi i64
; CHECK: phi i32
; CHECK: phi i32
define void @others(i32 %n, i64 %m) {
entry:
  br label %loop
loop:
  %i = phi i64 [ %m, %entry ], [ %next, %loop ]
  %j = phi i32 [ %n, %entry ], [ %less, %loop ]
  %k = phi i32 [ 0, %entry ], [ %more, %loop ]
  call void @use(i32 %j)
  call void @use(i32 %k)
  %less = add i32 %j, -1
  %more = add i32 %k, 1
  %next = add nsw i64 %i, -1
  %end = icmp eq i64 %i, 0
  br i1 %end, label %exit, label %loop
exit:
  ret void
}
declare void @use(i32)
