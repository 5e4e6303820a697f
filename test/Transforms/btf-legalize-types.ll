; BTF is made of the first variable attached: a reference is a pointer there, a class a struct,
; and a name has only letters, digits and '_'. DWARF is made of the compile unit's list.
; RUN: %opt -passes=flexnet-btf-legalize -S %s | FileCheck %s
target triple = "bpfel"

; CHECK: @object = global {{.*}}, !dbg ![[BTF:[0-9]+]], !dbg ![[DWARF:[0-9]+]]
; CHECK-DAG: !DICompileUnit({{.*}}globals: ![[GLOBALS:[0-9]+]]
; CHECK-DAG: ![[GLOBALS]] = !{![[DWARF]]}
; CHECK-DAG: ![[DWARF]] = !DIGlobalVariableExpression(var: ![[DWARF_VAR:[0-9]+]]
; CHECK-DAG: ![[DWARF_VAR]] = {{.*}}type: ![[CLASS:[0-9]+]]
; CHECK-DAG: ![[CLASS]] = {{.*}}tag: DW_TAG_class_type, name: "box<int, 2>"
; CHECK-DAG: ![[BTF]] = !DIGlobalVariableExpression(var: ![[BTF_VAR:[0-9]+]]
; CHECK-DAG: ![[BTF_VAR]] = {{.*}}type: ![[STRUCT:[0-9]+]]
; CHECK-DAG: ![[STRUCT]] = {{.*}}tag: DW_TAG_structure_type, name: "box_int__2_", {{.*}}elements: ![[MEMBERS:[0-9]+]]
; CHECK-DAG: ![[MEMBERS]] = !{![[MEMBER:[0-9]+]]}
; CHECK-DAG: ![[MEMBER]] = {{.*}}name: "ref", {{.*}}baseType: ![[PTR:[0-9]+]]
; CHECK-DAG: ![[PTR]] = !DIDerivedType(tag: DW_TAG_pointer_type, {{.*}}size: 64)
@object = global [8 x i8] zeroinitializer, !dbg !4

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_C_plus_plus, file: !1, emissionKind: FullDebug, globals: !{!4})
!1 = !DIFile(filename: "a.cpp", directory: "/")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!4 = !DIGlobalVariableExpression(var: !5, expr: !DIExpression())
!5 = distinct !DIGlobalVariable(name: "object", scope: !0, file: !1, line: 1, type: !6, isLocal: false, isDefinition: true)
!6 = distinct !DICompositeType(tag: DW_TAG_class_type, name: "box<int, 2>", file: !1, line: 1, size: 64, elements: !{!7, !10})
!7 = !DIDerivedType(tag: DW_TAG_member, name: "ref", scope: !6, file: !1, line: 1, baseType: !8, size: 64)
!8 = !DIDerivedType(tag: DW_TAG_reference_type, baseType: !9, size: 64)
!9 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
!10 = !DISubprogram(name: "get", scope: !6, file: !1, line: 1, type: !11, spFlags: 0)
!11 = !DISubroutineType(types: !{!9})
