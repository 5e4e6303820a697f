; An inline function and an inline variable become local ones; an inline variable in a section of its own stays external.
; RUN: %opt -passes=flexnet-source-names -S < %s | FileCheck %s --implicit-check-not=comdat
target triple = "bpfel"

$_Z6helperv = comdat any
$plain = comdat any
$in_section = comdat any

; CHECK: @plain = internal global
@plain = linkonce_odr global i32 1, comdat
; CHECK: @in_section = global
@in_section = linkonce_odr global i32 2, section ".data.mine", comdat

; CHECK: define internal i32 @_Z6helperv(
define linkonce_odr i32 @_Z6helperv() comdat {
  ret i32 0
}
