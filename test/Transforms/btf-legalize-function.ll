; The definition of a function has the name and type for BTF; DWARF takes those of the
; declaration. A parameter without a name gets one.
; RUN: %opt -passes=flexnet-btf-legalize -S %s | FileCheck %s
target triple = "bpfel"

; CHECK: define i32 @f({{.*}} !dbg ![[DEFINITION:[0-9]+]]
; CHECK-DAG: ![[DEFINITION]] = distinct !DISubprogram(name: "get_int_", {{.*}}type: ![[C:[0-9]+]], {{.*}}declaration: ![[DECLARATION:[0-9]+]], retainedNodes: ![[NODES:[0-9]+]]
; CHECK-DAG: ![[DECLARATION]] = !DISubprogram(name: "get<int>", {{.*}}type: ![[CXX:[0-9]+]], {{.*}}spFlags: DISPFlagOptimized)
; CHECK-DAG: ![[CXX]] = !DISubroutineType(types: ![[CXX_TYPES:[0-9]+]])
; CHECK-DAG: ![[CXX_TYPES]] = !{![[INT:[0-9]+]], ![[REF:[0-9]+]]}
; CHECK-DAG: ![[REF]] = !DIDerivedType(tag: DW_TAG_reference_type
; CHECK-DAG: ![[C]] = !DISubroutineType(types: ![[C_TYPES:[0-9]+]])
; CHECK-DAG: ![[C_TYPES]] = !{![[INT]], ![[PTR:[0-9]+]]}
; CHECK-DAG: ![[PTR]] = !DIDerivedType(tag: DW_TAG_pointer_type
; CHECK-DAG: ![[NODES]] = !{![[ARGUMENT:[0-9]+]]}
; CHECK-DAG: ![[ARGUMENT]] = !DILocalVariable(name: "arg1", arg: 1, scope: ![[DEFINITION]], {{.*}}type: ![[PTR]]
define i32 @f(ptr %r) !dbg !3 {
  %v = load i32, ptr %r, !dbg !9
  ret i32 %v, !dbg !9
}

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_C_plus_plus, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "a.cpp", directory: "/")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = distinct !DISubprogram(name: "get<int>", linkageName: "f", scope: !1, file: !1, line: 1, type: !4, unit: !0, spFlags: DISPFlagDefinition | DISPFlagOptimized, retainedNodes: !8)
!4 = !DISubroutineType(types: !5)
!5 = !{!6, !7}
!6 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
!7 = !DIDerivedType(tag: DW_TAG_reference_type, baseType: !6, size: 64)
!8 = !{}
!9 = !DILocation(line: 1, scope: !3)
