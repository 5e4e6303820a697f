; An array of six bytes is copied as six bytes, not as words: the frame and the array
; both end there.
; RUN: cat %S/Inputs/await.ll %s | %opt -passes=flexnet-coro-split -S | FileCheck %s

; CHECK: define dso_local i32 @rx(
; CHECK: call void @llvm.memcpy{{.*}}(ptr align 1 %{{.*}}, ptr align 1 %{{.*}}, i64 6, i1 false)
; CHECK: define internal i32 @rx.resume.0(
; CHECK: call void @llvm.memcpy{{.*}}(ptr align 1 %{{.*}}, ptr align 1 %{{.*}}, i64 6, i1 false)
; CHECK: call i1 @frame_of(ptr @queues, ptr %ctx, i32 6, ptr
define dso_local i32 @rx(ptr %ctx) presplitcoroutine section "xdp" {
entry:
  %promise = alloca i32
  %awaiter = alloca ptr
  %id = call token @llvm.coro.id(i32 8, ptr %promise, ptr null, ptr null)
  %handle = call ptr @llvm.coro.begin(token %id, ptr null)
  store ptr %ctx, ptr %awaiter
  %array = alloca [6 x i8], align 1
  %any = call i32 @number()
  %index = urem i32 %any, 6
  %element = getelementptr [6 x i8], ptr %array, i32 0, i32 %index
  store i8 7, ptr %element
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
  %any2 = call i32 @number()
  %index2 = urem i32 %any2, 6
  %element2 = getelementptr [6 x i8], ptr %array, i32 0, i32 %index2
  %byte = load i8, ptr %element2
  %v = zext i8 %byte to i32
  store i32 %v, ptr %promise
  br label %return

return:
  %verdict = load i32, ptr %promise
  ret i32 %verdict
}
