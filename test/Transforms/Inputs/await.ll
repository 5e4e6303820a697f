; What clang and flexnet/cpu_queues.h make of `co_await queue_insert(queues, ctx, 0)`,
; without everything that the split does not look at.
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

@queues = global i32 0, section ".maps"

declare token @llvm.coro.id(i32, ptr readnone, ptr readonly, ptr)
declare ptr @llvm.coro.begin(token, ptr writeonly)
declare token @llvm.coro.save(ptr)
declare i1 @llvm.coro.await.suspend.bool(ptr, ptr, ptr)
declare i8 @llvm.coro.suspend(token, i1)
declare void @__flexnet_suspend_on(ptr, ptr, ptr, ptr, i32, i32, i32, i32, i32, i32)
declare void @__flexnet_save(ptr, ptr)
declare i1 @frame_of(ptr, ptr, i32, ptr)
declare ptr @room()
declare void @published()
declare i32 @number()
declare i64 @wide_number()
declare void @use(i32)

define internal i1 @await(ptr %awaiter, ptr %handle) {
  %ctx = load ptr, ptr %awaiter
  call void @__flexnet_suspend_on(ptr %handle, ptr @queues, ptr %ctx, ptr @frame_of, i32 1, i32 4, i32 16, i32 0, i32 1, i32 0)
  %frame = call ptr @room()
  call void @__flexnet_save(ptr %handle, ptr %frame)
  call void @published()
  ret i1 true
}
