; An address in 32 bits is passed in 64 to a static function; other arguments stay as they are.
; RUN: %opt -passes=flexnet-address-argument -S < %s | FileCheck %s
target triple = "bpfel"

; CHECK: define internal i32 @f(i64 %end, i32 %n)
; CHECK: inttoptr i64 %end to ptr
define internal i32 @f(i32 range(i32 0, 9) %end, i32 %n) {
  %w = zext i32 %end to i64
  %p = inttoptr i64 %w to ptr
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK: define i32 @global(i32 %end)
define i32 @global(i32 %end) {
  %w = zext i32 %end to i64
  %p = inttoptr i64 %w to ptr
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: define i32 @caller(
define i32 @caller(i32 %end) {
; CHECK: %[[WIDE:.*]] = zext i32 %end to i64
; CHECK: call i32 @f(i64 %[[WIDE]], i32 5)
  %v = call i32 @f(i32 %end, i32 5)
  ret i32 %v
}
