; A coroutine that is not in clang's form, here without its switch, is refused.
; RUN: not %opt -passes=flexnet-coro-split -disable-output %s 2>&1 | FileCheck %s
; CHECK: error: coroutine 'f' is not in the form that FlexNet's clang gives it
define i32 @f(ptr %ctx) presplitcoroutine {
  %promise = alloca i32
  %id = call token @llvm.coro.id(i32 0, ptr %promise, ptr null, ptr null)
  %handle = call ptr @llvm.coro.begin(token %id, ptr null)
  %save = call token @llvm.coro.save(ptr %handle)
  %state = call i8 @llvm.coro.suspend(token %save, i1 false)
  ret i32 0
}
