; The continuation's context is the parameter of the program that runs it.
; RUN: cat %S/Inputs/await.ll %s | %opt -passes=flexnet-coro-split -S | FileCheck %s

declare void @take(ptr)

; CHECK: define internal i32 @rx.resume.0(ptr %ctx, ptr %frame)
; CHECK-NOT: ptr %frame
; CHECK: call void @take(ptr %ctx)
; CHECK: define {{.*}}i32 @queues_resume(ptr %ctx) {{.*}}section "xdp/cpumap"
; CHECK-NEXT: entry:
; CHECK-NEXT: %[[VERDICT:.*]] = call i32 @rx.resume.0(ptr %ctx, ptr null)
; CHECK-NEXT: ret i32 %[[VERDICT]]
define dso_local i32 @rx(ptr %ctx) presplitcoroutine section "xdp" {
entry:
  %promise = alloca i32
  %awaiter = alloca ptr
  %id = call token @llvm.coro.id(i32 8, ptr %promise, ptr null, ptr null)
  %handle = call ptr @llvm.coro.begin(token %id, ptr null)
  store ptr %ctx, ptr %awaiter
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
  call void @take(ptr %ctx)
  br label %return

return:
  %verdict = load i32, ptr %promise
  ret i32 %verdict
}
