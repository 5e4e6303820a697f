; Where nothing depends on the range for the verifier, no instruction restores it.
; RUN: cat %S/Inputs/await.ll %s | %opt -passes=flexnet-coro-split -S | FileCheck %s

; CHECK: define internal i32 @rx.resume.0(
; CHECK: load i16, ptr %frame
; CHECK-NOT: {{ and | select | asm }}
; CHECK: ret i32
define dso_local i32 @rx(ptr %ctx) presplitcoroutine section "xdp" {
entry:
  %promise = alloca i32
  %awaiter = alloca ptr
  %id = call token @llvm.coro.id(i32 8, ptr %promise, ptr null, ptr null)
  %handle = call ptr @llvm.coro.begin(token %id, ptr null)
  store ptr %ctx, ptr %awaiter
  %any = call i32 @number()
  %live = and i32 %any, 1023
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
  store i32 %live, ptr %promise
  br label %return

return:
  %verdict = load i32, ptr %promise
  ret i32 %verdict
}
