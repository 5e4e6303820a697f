; Behind a hand-over nothing may touch what was handed over: in the same block, in a later one, by a
; helper, at another offset, by an address that was computed anew. Other memory may be touched, and
; so may the next cell, in the next turn of a loop. What is right only loses the marker's text.
; RUN: split-file %s %t
; RUN: %opt -passes=flexnet-published -S %t/right.ll | FileCheck %t/right.ll
; RUN: not %opt -passes=flexnet-published -disable-output %t/later.ll 2>&1 | FileCheck %s --check-prefix=READ
; RUN: not %opt -passes=flexnet-published -disable-output %t/computed.ll 2>&1 | FileCheck %s --check-prefix=WRITTEN
; RUN: not %opt -passes=flexnet-published -disable-output %t/helper.ll 2>&1 | FileCheck %s --check-prefix=WRITTEN
; READ: error: {{.*}}holds it, is read after it was handed over
; WRITTEN: error: {{.*}}holds it, is written after it was handed over

;--- right.ll
@work = global [4096 x i8] zeroinitializer
; CHECK: define void @loop(
; CHECK: call void asm sideeffect "", "*m,~{memory}"(ptr elementtype(i32) %cell)
define void @loop(i64 %n) {
entry:
  br label %turn
turn:
  %i = phi i64 [ 0, %entry ], [ %next, %turn ]
  %offset = mul i64 %i, 24
  %cell = getelementptr i8, ptr @work, i64 %offset
  %frame = getelementptr i8, ptr %cell, i64 8
  store i64 %i, ptr %frame
  store i32 1, ptr %cell
  call void asm sideeffect "# flexnet handed over $0", "*m,~{memory}"(ptr elementtype(i32) %cell)
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %turn, label %done
done:
  ret void
}

;--- later.ll
@work = global [4096 x i8] zeroinitializer
define i32 @f(ptr %cell, i1 %c) {
  call void asm sideeffect "# flexnet handed over $0", "*m,~{memory}"(ptr elementtype(i32) %cell)
  br i1 %c, label %yes, label %no
yes:
  %since = getelementptr i8, ptr %cell, i64 4
  %v = load i32, ptr %since
  ret i32 %v
no:
  ret i32 0
}

;--- computed.ll
@work = global [4096 x i8] zeroinitializer
define void @f(i64 %number) {
  %offset = mul i64 %number, 24
  %cell = getelementptr i8, ptr @work, i64 %offset
  call void asm sideeffect "# flexnet handed over $0", "*m,~{memory}"(ptr elementtype(i32) %cell)
  %behind = getelementptr i8, ptr @work, i64 8
  %frame = getelementptr i8, ptr %behind, i64 %offset
  store i64 1, ptr %frame
  ret void
}

;--- helper.ll
define void @f(ptr %cell) {
  call void asm sideeffect "# flexnet handed over $0", "*m,~{memory}"(ptr elementtype(i32) %cell)
  call i64 inttoptr (i64 4 to ptr)(ptr %cell, i32 8, ptr null)
  ret void
}
