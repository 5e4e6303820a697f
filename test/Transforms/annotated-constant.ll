; The annotation of a parameter whose local LLVM replaced by a constant says nothing, and goes.
; RUN: %opt -passes=flexnet-coro-split -S %s | FileCheck %s
; CHECK: define void @f
; CHECK-NEXT: ret void
@.str = private constant [19 x i8] c"flexnet.needs_lock\00"
@.file = private constant [6 x i8] c"f.cpp\00"
define void @f(ptr %p) {
  call void @llvm.var.annotation.p0.p0(ptr null, ptr @.str, ptr @.file, i32 1, ptr null)
  ret void
}
