// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// [[flexnet::not_across_suspension("reason")]] on a class: no co_await while an object of it
// lives, for its destructor would run in another program (CheckHeldObjects.cpp).

#include "Attributes.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/Sema/Sema.h"

using namespace clang;

// Templates hand annotations on to the classes that are made from them.
static constexpr llvm::StringLiteral Annotation = "flexnet.not_across_suspension";

namespace {
class NotAcrossSuspension : public ParsedAttrInfo {
public:
  NotAcrossSuspension() {
    static constexpr Spelling Names[] = {
        {ParsedAttr::AS_CXX11, "flexnet::not_across_suspension"},
        {ParsedAttr::AS_GNU, "flexnet_not_across_suspension"}};
    Spellings = Names;
    HasCustomParsing = true;
  }

  bool diagAppertainsToDecl(Sema &S, const ParsedAttr &A, const Decl *D) const override {
    if (isa<CXXRecordDecl>(D))
      return true;
    flexnet::report(S.getDiagnostics(), A.getLoc(), flexnet::Message::NotAcrossSuspensionOnOther)
        << A << A.getRange();
    return false;
  }

  AttrHandling handleDeclAttribute(Sema &S, Decl *D, const ParsedAttr &A) const override {
    std::optional<flexnet::Texts> Reason = flexnet::attributeArguments(S, A, 1);
    if (!Reason)
      return AttributeNotApplied;
    Expr *Text = StringLiteral::Create(
        S.Context, Reason->front(), StringLiteralKind::Ordinary, /*Pascal=*/false,
        S.Context.getStringLiteralArrayType(S.Context.CharTy, Reason->front().size()), A.getLoc());
    AttributeCommonInfo Info(A.getRange(), AttributeCommonInfo::AT_Annotate, A.getForm());
    D->addAttr(AnnotateAttr::Create(S.Context, Annotation, &Text, 1, Info));
    return AttributeApplied;
  }
};
} // namespace

std::optional<StringRef> flexnet::reasonNotAcrossSuspension(const CXXRecordDecl &R) {
  for (const auto *A : R.specific_attrs<AnnotateAttr>())
    if (A->getAnnotation() == Annotation && A->args_size() == 1)
      if (const auto *Text = dyn_cast<StringLiteral>((*A->args_begin())->IgnoreParenCasts()))
        return Text->getString();
  return std::nullopt;
}

void flexnet::registerNotAcrossSuspension() {
  static ParsedAttrInfoRegistry::Add<NotAcrossSuspension> Registered(
      "flexnet_not_across_suspension", "object that is gone before a suspension");
}
