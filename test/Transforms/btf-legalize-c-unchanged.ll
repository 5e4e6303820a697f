; What C can say is left as it was.
; RUN: %opt -passes=flexnet-btf-legalize -S %s | FileCheck %s
target triple = "bpfel"

; CHECK: !DICompositeType(tag: DW_TAG_structure_type, name: "pair", {{.*}}elements: ![[ELEMENTS:[0-9]+]])
; CHECK: ![[ELEMENTS]] = !{![[A:[0-9]+]], ![[B:[0-9]+]]}
; CHECK: ![[A]] = !DIDerivedType(tag: DW_TAG_member, name: "a"
; CHECK: ![[B]] = !DIDerivedType(tag: DW_TAG_member, name: "b", {{.*}}offset: 32
@object = global [8 x i8] zeroinitializer, !dbg !4

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !1, emissionKind: FullDebug, globals: !{!4})
!1 = !DIFile(filename: "a.c", directory: "/")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!4 = !DIGlobalVariableExpression(var: !5, expr: !DIExpression())
!5 = distinct !DIGlobalVariable(name: "object", scope: !0, file: !1, line: 1, type: !6, isLocal: false, isDefinition: true)
!6 = distinct !DICompositeType(tag: DW_TAG_structure_type, name: "pair", file: !1, line: 1, size: 64, elements: !{!7, !8})
!7 = !DIDerivedType(tag: DW_TAG_member, name: "a", scope: !6, file: !1, line: 1, baseType: !9, size: 32)
!8 = !DIDerivedType(tag: DW_TAG_member, name: "b", scope: !6, file: !1, line: 1, baseType: !9, size: 32, offset: 32)
!9 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
