; A value of a loop comes either from the frame or from this program: the next save and
; what follows the suspension read one place for both.
; RUN: cat %S/Inputs/await.ll %s | %opt -passes=flexnet-coro-split -S | FileCheck %s

; CHECK: define internal i32 @rx.resume.0(ptr %ctx, ptr %frame)
; CHECK: %[[SLOT:.*]] = alloca i32
; CHECK: store i32 %{{.*}}, ptr %[[SLOT]]
; CHECK: {{^}}loop:
; CHECK: store i32 %{{.*}}, ptr %[[SLOT]]
; CHECK: load i32, ptr %[[SLOT]]
; CHECK: call void @published()
; CHECK: %[[I:.*]] = load i32, ptr %[[SLOT]]
; CHECK-NEXT: call void @use(i32 %[[I]])
define dso_local i32 @rx(ptr %ctx) presplitcoroutine section "xdp" {
entry:
  %promise = alloca i32
  %awaiter = alloca ptr
  %id = call token @llvm.coro.id(i32 8, ptr %promise, ptr null, ptr null)
  %handle = call ptr @llvm.coro.begin(token %id, ptr null)
  store ptr %ctx, ptr %awaiter
  br label %loop

loop:
  %i = phi i32 [ 5, %entry ], [ %next, %resumed ]
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
  call void @use(i32 %i)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, 40
  br i1 %more, label %loop, label %return

return:
  %verdict = load i32, ptr %promise
  ret i32 %verdict
}
