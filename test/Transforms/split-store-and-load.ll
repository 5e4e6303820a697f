; A live value is stored where header code asks for it, before the frame is published,
; and loaded first thing in the continuation.
; RUN: cat %S/Inputs/await.ll %s | %opt -passes=flexnet-coro-split -S | FileCheck %s

; CHECK: define dso_local i32 @rx(
; CHECK: %[[FRAME:.*]] = call ptr @room()
; CHECK: store i32 %{{.*}}, ptr %[[FRAME]], align 4
; CHECK-NEXT: call void @published()
; CHECK-NOT: %[[FRAME]]
; CHECK: define internal i32 @rx.resume.0(ptr %ctx, ptr %frame)
; CHECK-NEXT: restore:
; CHECK: load i32, ptr %frame, align 4
; CHECK-NOT: ptr %frame
; CHECK: call void @use(
define dso_local i32 @rx(ptr %ctx) presplitcoroutine section "xdp" {
entry:
  %promise = alloca i32
  %awaiter = alloca ptr
  %id = call token @llvm.coro.id(i32 8, ptr %promise, ptr null, ptr null)
  %handle = call ptr @llvm.coro.begin(token %id, ptr null)
  store ptr %ctx, ptr %awaiter
  %live = call i32 @number()
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
  call void @use(i32 %live)
  br label %return

return:
  %verdict = load i32, ptr %promise
  ret i32 %verdict
}
