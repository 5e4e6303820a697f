; The address of an element of a local is computed again; the index is stored.
; RUN: cat %S/Inputs/await.ll %s | %opt -passes=flexnet-coro-split -S | FileCheck %s

; CHECK: define dso_local i32 @rx(
; CHECK-NOT: store ptr
; CHECK: store i8 %{{.*}}, ptr
; CHECK-NOT: store ptr
; CHECK: define internal i32 @rx.resume.0(
; CHECK: getelementptr [4 x i16], ptr %
define dso_local i32 @rx(ptr %ctx) presplitcoroutine section "xdp" {
entry:
  %promise = alloca i32
  %awaiter = alloca ptr
  %id = call token @llvm.coro.id(i32 8, ptr %promise, ptr null, ptr null)
  %handle = call ptr @llvm.coro.begin(token %id, ptr null)
  store ptr %ctx, ptr %awaiter
  %array = alloca [4 x i16], align 2
  %any = call i32 @number()
  %index = and i32 %any, 3
  %element = getelementptr [4 x i16], ptr %array, i32 0, i32 %index
  store i16 7, ptr %element
  %any.other = call i32 @number()
  %other.index = and i32 %any.other, 3
  %other = getelementptr [4 x i16], ptr %array, i32 0, i32 %other.index
  store i16 9, ptr %other
  %save = call token @llvm.coro.save(ptr null)
  %left = call i1 @llvm.coro.await.suspend.bool(ptr %awaiter, ptr %handle, ptr @await)
  br i1 %left, label %suspend, label %resumed

suspend:
  %how = call i8 @llvm.coro.suspend(token %save, i1 false)
  switch i8 %how, label %return [
    i8 0, label %resumed
    i8 1, label %return
  ]

resumed:
  %half = load i16, ptr %element
  %v = zext i16 %half to i32
  store i32 %v, ptr %promise
  br label %return

return:
  %verdict = load i32, ptr %promise
  ret i32 %verdict
}
