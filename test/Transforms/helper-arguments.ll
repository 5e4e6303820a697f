; A helper keeps no address, but bpf_kptr_xchg() (194) does.
; RUN: %opt -passes=flexnet-helper-arguments -S %s | FileCheck %s

; CHECK: call ptr inttoptr (i64 1 to ptr)(ptr captures(none) %map, ptr captures(none) %key)
; CHECK: call ptr inttoptr (i64 194 to ptr)(ptr %map, ptr %key)
; CHECK: call ptr %other(ptr %key)
define void @helpers(ptr %map, ptr %key, ptr %other) {
  call ptr inttoptr (i64 1 to ptr)(ptr %map, ptr %key)
  call ptr inttoptr (i64 194 to ptr)(ptr %map, ptr %key)
  call ptr %other(ptr %key)
  ret void
}
