; A map is external, whatever it was: libbpf has no static maps. Other statics stay.
; RUN: %opt -passes=flexnet-linkage -S %s | FileCheck %s
target triple = "bpfel"

; CHECK: @table = dso_local global i32 0, section ".maps"
@table = internal global i32 0, section ".maps"
; CHECK: @_ZL7counter = internal global i32 0
@_ZL7counter = internal global i32 0
