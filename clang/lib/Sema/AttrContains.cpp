// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// [[flexnet::contains("type", "node")]] on a bpf_list_head or bpf_rb_root names the type of
// its elements and the member they are linked by: the decl tag "contains:type:node", which
// is what the kernel's __contains() says in C.

#include "Attributes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/Sema/Sema.h"

using namespace clang;

namespace {
class Contains : public ParsedAttrInfo {
public:
  Contains() {
    static constexpr Spelling Names[] = {{ParsedAttr::AS_CXX11, "flexnet::contains"},
                                         {ParsedAttr::AS_GNU, "flexnet_contains"}};
    Spellings = Names;
    HasCustomParsing = true;
  }

  bool diagAppertainsToDecl(Sema &S, const ParsedAttr &A, const Decl *D) const override {
    const auto *V = dyn_cast<VarDecl>(D);
    if (isa<FieldDecl>(D) || (V && V->hasGlobalStorage()))
      return true;
    flexnet::report(S.getDiagnostics(), A.getLoc(), flexnet::Message::ContainsOutsideMapValue)
        << A << A.getRange();
    return false;
  }

  AttrHandling handleDeclAttribute(Sema &S, Decl *D, const ParsedAttr &A) const override {
    std::optional<flexnet::Texts> Names = flexnet::attributeArguments(S, A, 2);
    if (!Names)
      return AttributeNotApplied;
    flexnet::addDeclTag(S, *D, A, "contains:" + Names->front() + ":" + Names->back());
    return AttributeApplied;
  }
};
} // namespace

void flexnet::registerContains() {
  static ParsedAttrInfoRegistry::Add<Contains> Registered("flexnet_contains",
                                                          "elements of a list or tree");
}

/// The name of T's struct, or nothing.
static StringRef structName(QualType T) {
  const auto *R = T->getBaseElementTypeUnsafe()->getAsRecordDecl();
  return R && R->getIdentifier() ? R->getName() : StringRef();
}

/// What Name is from within Scope: BTF knows no namespaces, so the innermost counts.
static const RecordDecl *findStruct(const DeclContext *Scope, StringRef Name) {
  const IdentifierInfo &Id = Scope->getParentASTContext().Idents.get(Name);
  for (; Scope; Scope = Scope->getLookupParent())
    for (const NamedDecl *D : Scope->lookup(&Id))
      if (const auto *R = dyn_cast<RecordDecl>(D))
        return R->getDefinition();
  return nullptr;
}

static const FieldDecl *findField(const RecordDecl &R, StringRef Name) {
  for (const FieldDecl *F : R.fields())
    if (F->getIdentifier() && F->getName() == Name)
      return F;
  return nullptr;
}

static void checkOne(const DeclaratorDecl &D, const Attr &A, StringRef Tag,
                     DiagnosticsEngine &Diags) {
  using flexnet::Message;
  auto [TypeName, NodeName] = Tag.split(':');
  StringRef Head = structName(D.getType());
  StringRef NodeType = Head == "bpf_list_head" ? "bpf_list_node"
                       : Head == "bpf_rb_root" ? "bpf_rb_node"
                                               : "";
  SourceLocation Loc = A.getLocation();
  if (NodeType.empty()) {
    flexnet::report(Diags, Loc, Message::ContainsOnOther) << D.getType();
    return;
  }
  const RecordDecl *Type = findStruct(D.getDeclContext(), TypeName);
  if (!Type) {
    flexnet::report(Diags, Loc, Message::ContainsNoType) << TypeName;
    return;
  }
  const FieldDecl *Node = findField(*Type, NodeName);
  if (!Node)
    flexnet::report(Diags, Loc, Message::ContainsNoNode) << TypeName << NodeName << NodeType;
  else if (structName(Node->getType()) != NodeType)
    flexnet::report(Diags, Loc, Message::ContainsOtherNode)
        << TypeName << NodeName << Node->getType() << Head << NodeType;
}

void flexnet::checkContains(const DeclaratorDecl &D, DiagnosticsEngine &Diags) {
  for (const auto *A : D.specific_attrs<BTFDeclTagAttr>()) {
    StringRef Tag = A->getBTFDeclTag();
    if (Tag.consume_front("contains:"))
      checkOne(D, *A, Tag, Diags);
  }
}
