; A static function returns nothing instead of its argument, which its callers have.
; RUN: %opt -passes=flexnet-returned-argument -S < %s | FileCheck %s
target triple = "bpfel"

; CHECK: define internal void @add(ptr %p, i32 %n)
define internal ptr @add(ptr returned %p, i32 %n) noinline {
  store i32 %n, ptr %p
  ret ptr %p
}

; CHECK: define ptr @global(ptr returned %p)
define ptr @global(ptr returned %p) {
  ret ptr %p
}

define i32 @caller() {
; CHECK: call void @add(ptr %a, i32 1)
; CHECK: call void @add(ptr %a, i32 2)
  %a = alloca i32
  %r = call ptr @add(ptr %a, i32 1)
  %s = call ptr @add(ptr %r, i32 2)
  %v = load i32, ptr %s
  ret i32 %v
}
