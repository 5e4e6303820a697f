; An inline function and an inline variable of a mangled name become local ones; other inline variables are external.
; RUN: %opt -passes=flexnet-linkage -S < %s | FileCheck %s --implicit-check-not=comdat
target triple = "bpfel"

$_Z6helperv = comdat any
$_ZN1a5plainE = comdat any
$in_section = comdat any

; CHECK: @_ZN1a5plainE = internal global
@_ZN1a5plainE = linkonce_odr global i32 1, comdat
; CHECK: @in_section = global
@in_section = linkonce_odr global i32 2, section ".data.mine", comdat

; CHECK: define internal i32 @_Z6helperv(
define linkonce_odr i32 @_Z6helperv() comdat {
  ret i32 0
}
