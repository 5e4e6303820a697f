; What optimisation left of a variable has a type of its own size: the kernel refuses a
; variable smaller than its type.
; RUN: %opt -passes=flexnet-btf-legalize -S %s | FileCheck %s
target triple = "bpfel"

; CHECK: @pair.0 = internal global i32 0, !dbg ![[BTF:[0-9]+]]
; CHECK-DAG: ![[BTF]] = !DIGlobalVariableExpression(var: ![[VAR:[0-9]+]]
; CHECK-DAG: ![[VAR]] = {{.*}}name: "pair", {{.*}}type: ![[TYPE:[0-9]+]]
; CHECK-DAG: ![[TYPE]] = !DIBasicType(name: "i32", size: 32
@pair.0 = internal global i32 0, !dbg !4

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_C_plus_plus, file: !1, emissionKind: FullDebug, globals: !{!4})
!1 = !DIFile(filename: "a.cpp", directory: "/")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!4 = !DIGlobalVariableExpression(var: !5, expr: !DIExpression(DW_OP_LLVM_fragment, 0, 32))
!5 = distinct !DIGlobalVariable(name: "pair", scope: !0, file: !1, line: 1, type: !6, isLocal: true, isDefinition: true)
!6 = distinct !DICompositeType(tag: DW_TAG_structure_type, name: "pair", file: !1, line: 1, size: 64, elements: !{!7, !8})
!7 = !DIDerivedType(tag: DW_TAG_member, name: "first", scope: !6, file: !1, line: 1, baseType: !9, size: 32)
!8 = !DIDerivedType(tag: DW_TAG_member, name: "second", scope: !6, file: !1, line: 1, baseType: !9, size: 32, offset: 32)
!9 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
