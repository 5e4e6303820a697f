; A map is external, whatever it was: libbpf has no static maps. Other statics stay.
; RUN: %opt -passes=flexnet-source-names -S %s | FileCheck %s
target triple = "bpfel"

; CHECK: @table = dso_local global i32 0, section ".maps"
@table = internal global i32 0, section ".maps"
; CHECK: @counter = internal global i32 0
@counter = internal global i32 0
