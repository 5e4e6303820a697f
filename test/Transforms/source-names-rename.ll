; A program has the name of its debug info; a helper keeps its own.
; RUN: %opt -passes=flexnet-source-names -S %s | FileCheck %s
target triple = "bpfel"

; CHECK: define i32 @filter({{.*}} section "tc"
define i32 @_ZN4mine6filterEPv(ptr %ctx) section "tc" !dbg !4 {
  ret i32 0
}

; CHECK: define i32 @_ZN4mine6helperEv(
define i32 @_ZN4mine6helperEv() !dbg !5 {
  ret i32 0
}

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_C_plus_plus, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "a.cpp", directory: "/")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !DISubroutineType(types: !{null})
!4 = distinct !DISubprogram(name: "filter", linkageName: "_ZN4mine6filterEPv", file: !1, line: 1, type: !3, unit: !0, spFlags: DISPFlagDefinition)
!5 = distinct !DISubprogram(name: "helper", linkageName: "_ZN4mine6helperEv", file: !1, line: 2, type: !3, unit: !0, spFlags: DISPFlagDefinition)
