; Loops that end at an address count their rounds. If their number varies, addresses come from
; the counter. Loops that count already stay as they are.
; RUN: %opt -passes=flexnet-loop-counter -S < %s | FileCheck %s
target triple = "bpfel"
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"

@table = global [16 x i32] zeroinitializer

; CHECK-LABEL: @forward(
; CHECK: %[[I:index.*]] = phi i64 [ 0, %entry ], [ %[[NEXT:.*]], %loop ]
; CHECK: %p = phi ptr [ @table, %entry ]
; CHECK: icmp uge i64 %[[I]], 15
define i32 @forward() {
entry:
  br label %loop
loop:
  %p = phi ptr [ @table, %entry ], [ %next, %loop ]
  %sum = phi i32 [ 0, %entry ], [ %more, %loop ]
  %v = load i32, ptr %p
  %more = add i32 %sum, %v
  %next = getelementptr inbounds nuw i8, ptr %p, i64 4
  %end = icmp eq ptr %next, getelementptr (i8, ptr @table, i64 64)
  br i1 %end, label %exit, label %loop
exit:
  ret i32 %more
}

; A second reason to leave stays one. What steps down is hidden, or the backend subtracts.
; CHECK-LABEL: @backward(
; CHECK: %[[OFFSET:.*]] = mul i64 %index, -4
; CHECK: %[[HIDDEN:.*]] = call i64 asm "", "=r,0"(i64 %[[OFFSET]])
; CHECK: getelementptr i8, ptr %last, i64 %[[HIDDEN]]
; CHECK: icmp uge i64 %index
define i32 @backward(ptr %a, i64 %n) {
entry:
  %most = and i64 %n, 15
  %bytes = shl nuw nsw i64 %most, 2
  %last = getelementptr inbounds nuw i8, ptr %a, i64 %bytes
  br label %loop
loop:
  %p = phi ptr [ %last, %entry ], [ %next, %loop ]
  %v = load i32, ptr %p
  %found = icmp eq i32 %v, 7
  %next = getelementptr inbounds i8, ptr %p, i64 -4
  %end = icmp eq ptr %p, %a
  %leave = select i1 %found, i1 true, i1 %end
  br i1 %leave, label %exit, label %loop
exit:
  ret i32 %v
}

; CHECK-LABEL: @counts(
; CHECK-NOT: %index
; CHECK: ret i32
define i32 @counts(ptr %a) {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %inc, %loop ]
  %p = getelementptr i32, ptr %a, i64 %i
  %v = load i32, ptr %p
  %inc = add i64 %i, 1
  %end = icmp eq i64 %inc, 16
  br i1 %end, label %exit, label %loop
exit:
  ret i32 %v
}
