; What the verifier can check without its callers stays global, opaque to LLVM until the end; all else is static.
; RUN: %opt -passes=flexnet-linkage -S < %s | FileCheck %s
; RUN: %opt -passes=flexnet-linkage,flexnet-restore-linkage -S < %s | FileCheck --check-prefix=END %s --implicit-check-not=flexnet-global
target triple = "bpfel"

; CHECK: define weak_odr i32 @number(
; END: define {{.*}}i32 @number(
define i32 @number(i64 %n, ptr %maybe_null) { ret i32 0 }

; CHECK: define internal i32 @reference(
define i32 @reference(ptr nonnull dereferenceable(4) %r) { ret i32 0 }

; CHECK: define internal void @nothing(
define void @nothing(i64 %n) { ret void }

; CHECK: define internal ptr @pointer(
define ptr @pointer(i64 %n) { ret ptr null }

; CHECK: define dso_local i32 @program(
define internal i32 @program(ptr %ctx) section "xdp" { ret i32 0 }

; CHECK: define weak i32 @weak_program(
define weak i32 @weak_program(ptr %ctx) section "xdp" { ret i32 0 }

; CHECK: define weak i32 @weak(
; END: define weak i32 @weak(
define weak i32 @weak(i64 %n) { ret i32 0 }

; CHECK: define internal i32 @static(
define internal i32 @static(i64 %n) { ret i32 0 }
