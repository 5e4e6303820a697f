; A reference is a pointer, a class a struct, and a name has only letters, digits and '_'.
; RUN: %opt -passes=flexnet-btf-legalize -S %s | FileCheck %s --implicit-check-not=DW_TAG_reference_type --implicit-check-not=DW_TAG_class_type
target triple = "bpfel"

; CHECK-DAG: !DICompositeType(tag: DW_TAG_structure_type, name: "box_int__2_"
; CHECK-DAG: !DIDerivedType(tag: DW_TAG_member, name: "ref", {{.*}}baseType: ![[PTR:[0-9]+]]
; CHECK-DAG: ![[PTR]] = !DIDerivedType(tag: DW_TAG_pointer_type, {{.*}}size: 64)
@object = global [8 x i8] zeroinitializer, !dbg !4

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_C_plus_plus, file: !1, emissionKind: FullDebug, globals: !{!4})
!1 = !DIFile(filename: "a.cpp", directory: "/")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!4 = !DIGlobalVariableExpression(var: !5, expr: !DIExpression())
!5 = distinct !DIGlobalVariable(name: "object", scope: !0, file: !1, line: 1, type: !6, isLocal: false, isDefinition: true)
!6 = distinct !DICompositeType(tag: DW_TAG_class_type, name: "box<int, 2>", file: !1, line: 1, size: 64, elements: !{!7})
!7 = !DIDerivedType(tag: DW_TAG_member, name: "ref", scope: !6, file: !1, line: 1, baseType: !8, size: 64)
!8 = !DIDerivedType(tag: DW_TAG_reference_type, baseType: !9, size: 64)
!9 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
