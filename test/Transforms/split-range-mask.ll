; A range that is a mask is restored by the mask, where an address depends on it.
; RUN: cat %S/Inputs/await.ll %s | %opt -passes=flexnet-coro-split -S | FileCheck %s

@other = global [1024 x i32] zeroinitializer

; CHECK: define internal i32 @rx.resume.0(
; CHECK: %[[WIDE:.*]] = zext i16 %{{.*}} to i32
; CHECK-NEXT: %[[KNOWN:.*]] = and i32 %[[WIDE]], 1023
; CHECK-NEXT: call i32 asm "", "=w,0"(i32 %[[KNOWN]])
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
  %element = getelementptr [1024 x i32], ptr @other, i32 0, i32 %live
  %v = load i32, ptr %element
  call void @use(i32 %v)
  br label %return

return:
  %verdict = load i32, ptr %promise
  ret i32 %verdict
}
