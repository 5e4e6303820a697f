// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// [[flexnet::preserve_access_index]] is clang's attribute of that name, which is C only: a
// struct of the kernel whose members libbpf finds in the running kernel (CO-RE).
//
// The code generator numbers members as C does: a base class, a vtable pointer or a static
// data member in front of one would make libbpf look at another member, so such a class is
// refused.

#include "Attributes.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/Sema/Sema.h"

using namespace clang;

namespace {
class PreserveAccessIndex : public ParsedAttrInfo {
public:
  PreserveAccessIndex() {
    static constexpr Spelling Names[] = {
        {ParsedAttr::AS_CXX11, "flexnet::preserve_access_index"},
        {ParsedAttr::AS_CXX11, "flexnet::flexnet_preserve_access_index"},
        {ParsedAttr::AS_CXX11, "clang::flexnet_preserve_access_index"},
        {ParsedAttr::AS_GNU, "flexnet_preserve_access_index"},
        {ParsedAttr::AS_GNU, "preserve_access_index"}};
    Spellings = Names;
    HasCustomParsing = true;
    IsSupportedByPragmaAttribute = true;
  }

  void
  getPragmaAttributeMatchRules(SmallVectorImpl<std::pair<attr::SubjectMatchRule, bool>> &Rules,
                               const LangOptions &) const override {
    Rules.push_back({attr::SubjectMatchRule_record, /*IsSupported=*/true});
  }

  bool diagAppertainsToDecl(Sema &S, const ParsedAttr &A, const Decl *D) const override {
    if (isa<RecordDecl>(D))
      return true;
    flexnet::report(S.getDiagnostics(), A.getLoc(), flexnet::Message::CoreOnOther)
        << A.getRange();
    return false;
  }

  AttrHandling handleDeclAttribute(Sema &S, Decl *D, const ParsedAttr &A) const override {
    if (D->hasAttr<BPFPreserveAccessIndexAttr>())
      return AttributeApplied;
    if (!A.isPragmaClangAttribute() && !flexnet::attributeArguments(S, A, 0))
      return AttributeNotApplied;
    AttributeCommonInfo Info(A.getRange(), AttributeCommonInfo::AT_BPFPreserveAccessIndex,
                             A.getForm());
    auto *New = BPFPreserveAccessIndexAttr::CreateImplicit(S.Context, Info);
    // A pragma means those structs that can have it, an attribute insists.
    New->setImplicit(A.isPragmaClangAttribute());
    D->addAttr(New);
    return AttributeApplied;
  }
};
} // namespace

void flexnet::registerPreserveAccessIndex() {
  static ParsedAttrInfoRegistry::Add<PreserveAccessIndex> Registered(
      "flexnet_preserve_access_index", "struct of the kernel");
}

/// Why R cannot be a struct of the kernel, or nothing.
static std::optional<flexnet::Message> whyNot(const RecordDecl &R) {
  using flexnet::Message;
  const auto *C = dyn_cast<CXXRecordDecl>(&R);
  if (!C)
    return std::nullopt;
  if (C->isPolymorphic())
    return Message::CoreWithVirtual;
  if (C->getNumBases())
    return Message::CoreWithBase;
  if (isa<ClassTemplateSpecializationDecl>(C))
    return Message::CoreOnTemplate;
  for (const Decl *D : C->decls())
    if (isa<VarDecl>(D))
      return Message::CoreWithStatic;
  return std::nullopt;
}

static void markNested(RecordDecl &R, const BPFPreserveAccessIndexAttr &A, ASTContext &Context) {
  for (Decl *D : R.decls()) {
    auto *Nested = dyn_cast<RecordDecl>(D);
    if (!Nested || D->isImplicit() || Nested->hasAttr<BPFPreserveAccessIndexAttr>())
      continue;
    auto *New = A.clone(Context);
    New->setImplicit(true);
    Nested->addAttr(New);
    markNested(*Nested, A, Context);
  }
}

bool flexnet::finishPreserveAccessIndex(RecordDecl &R, DiagnosticsEngine &Diags) {
  const auto *A = R.getAttr<BPFPreserveAccessIndexAttr>();
  if (!A)
    return false;
  if (std::optional<Message> Why = whyNot(R)) {
    if (!A->isImplicit())
      report(Diags, A->getLocation(), *Why) << &R;
    R.dropAttr<BPFPreserveAccessIndexAttr>();
    return false;
  }
  // Debug info says DW_TAG_class_type of a class, for which the BPF backend writes the
  // offset 0 into the instructions that libbpf relocates.
  if (R.isClass())
    R.setTagKind(TagTypeKind::Struct);
  markNested(R, *A, R.getASTContext());
  return true;
}
