; A range that the width of the load says already is not restored again.
; RUN: cat %S/Inputs/await.ll %s | %opt -passes=flexnet-coro-split -S | FileCheck %s

@table = global [256 x i32] zeroinitializer

; CHECK: define dso_local i32 @rx(
; CHECK: store i8 %{{.*}}, ptr
; CHECK: define internal i32 @rx.resume.0(
; CHECK: load i8, ptr %frame
; CHECK-NOT: {{ and | icmp | select }}
; CHECK: getelementptr [256 x i32]
define dso_local i32 @rx(ptr %ctx) presplitcoroutine section "xdp" {
entry:
  %promise = alloca i32
  %awaiter = alloca ptr
  %id = call token @llvm.coro.id(i32 8, ptr %promise, ptr null, ptr null)
  %handle = call ptr @llvm.coro.begin(token %id, ptr null)
  store ptr %ctx, ptr %awaiter
  %any = call i32 @number()
  %live = and i32 %any, 255
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
  %element = getelementptr [256 x i32], ptr @table, i32 0, i32 %live
  %v = load i32, ptr %element
  call void @use(i32 %v)
  br label %return

return:
  %verdict = load i32, ptr %promise
  ret i32 %verdict
}
