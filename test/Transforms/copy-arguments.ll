; A class by value becomes the address of a copy that the caller makes.
; RUN: %opt -passes=flexnet-copy-arguments -S < %s | FileCheck %s --implicit-check-not='byval([5 x i64])'
target triple = "bpfel"

; CHECK: define internal i64 @first(ptr align 8 %v)
define internal i64 @first(ptr byval([5 x i64]) align 8 %v) noinline {
  %x = load i64, ptr %v
  ret i64 %x
}

define i64 @caller(ptr %v) {
; CHECK: %[[COPY:.*]] = alloca [5 x i64], align 8
; CHECK: call void @llvm.memcpy{{.*}}(ptr align 8 %[[COPY]], ptr align 8 %v, i64 40
; CHECK: call i64 @first(ptr align 8 %[[COPY]])
  %x = call i64 @first(ptr byval([5 x i64]) align 8 %v)
  ret i64 %x
}

; Others may call a global function: its signature stays.
; CHECK: define i64 @global(ptr byval([6 x i64])
define i64 @global(ptr byval([6 x i64]) align 8 %v) noinline { ret i64 0 }
