; A name that something else has already is left to it.
; RUN: %opt -passes=flexnet-source-names -S %s | FileCheck %s
target triple = "bpfel"

; CHECK: @filter = global i32 0
@filter = global i32 0

; CHECK: define i32 @_Z6filterPv(
define i32 @_Z6filterPv(ptr %ctx) section "tc" !dbg !4 {
  ret i32 0
}

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_C_plus_plus, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "a.cpp", directory: "/")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !DISubroutineType(types: !{null})
!4 = distinct !DISubprogram(name: "filter", linkageName: "_Z6filterPv", file: !1, line: 1, type: !3, unit: !0, spFlags: DISPFlagDefinition)
