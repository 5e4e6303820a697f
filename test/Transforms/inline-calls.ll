; A static function with a signature BPF has not is inlined, unless it is noinline.
; RUN: %opt -passes=flexnet-inline-calls -S < %s | FileCheck %s
target triple = "bpfel"

; CHECK: define internal void @class(ptr sret({ i64, i64 }) %r) #[[ALWAYS:[0-9]+]]
define internal void @class(ptr sret({ i64, i64 }) %r) { ret void }
; CHECK: define internal i64 @six(i64 %a, i64 %b, i64 %c, i64 %d, i64 %e, i64 %f) #[[ALWAYS]]
define internal i64 @six(i64 %a, i64 %b, i64 %c, i64 %d, i64 %e, i64 %f) { ret i64 %f }
; CHECK: define internal i64 @five(i64 %a, i64 %b, i64 %c, i64 %d, i64 %e) {
define internal i64 @five(i64 %a, i64 %b, i64 %c, i64 %d, i64 %e) { ret i64 %e }
; CHECK: define internal void @refused(ptr sret({ i64, i64 }) %r) #[[NO:[0-9]+]]
define internal void @refused(ptr sret({ i64, i64 }) %r) noinline { ret void }

; CHECK: attributes #[[ALWAYS]] = { alwaysinline }
; CHECK: attributes #[[NO]] = { noinline }
