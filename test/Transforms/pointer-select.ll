; Null as one of two pointers is hidden, which makes the choice a branch; numbers are left alone.
; RUN: %opt -passes=flexnet-pointer-select -S < %s | FileCheck %s
target triple = "bpfel"

; CHECK-LABEL: @pointer(
; CHECK: %[[NULL:.*]] = call ptr asm "", "=r,0"(ptr null)
; CHECK: select i1 %c, ptr %p, ptr %[[NULL]]
define ptr @pointer(i1 %c, ptr %p) {
  %r = select i1 %c, ptr %p, ptr null
  ret ptr %r
}

; CHECK-LABEL: @number(
; CHECK-NOT: asm
; CHECK: ret
define i64 @number(i1 %c, i64 %n) {
  %r = select i1 %c, i64 %n, i64 0
  ret i64 %r
}
