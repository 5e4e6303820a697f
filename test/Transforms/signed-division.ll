; Signed division is divided unsigned, unless the processor is v4, which divides signed.
; RUN: %opt -passes=flexnet-signed-division -S %s | FileCheck %s

; CHECK-LABEL: @quotient(
; CHECK-NOT: sdiv
; CHECK: [[U:%.*]] = udiv i32
; CHECK: xor i32 [[U]]
define i32 @quotient(i32 %a, i32 %b) {
  %q = sdiv i32 %a, %b
  ret i32 %q
}

; CHECK-LABEL: @remainder(
; CHECK-NOT: srem
; CHECK: urem i64
define i64 @remainder(i64 %a, i64 %b) {
  %r = srem i64 %a, %b
  ret i64 %r
}

; CHECK-LABEL: @signed_processor(
; CHECK: sdiv i32 %a, %b
define i32 @signed_processor(i32 %a, i32 %b) "target-cpu"="v4" {
  %q = sdiv i32 %a, %b
  ret i32 %q
}
