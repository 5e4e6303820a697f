// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// [[flexnet::decl_tag("x")]] is clang's btf_decl_tag("x"), which is C only: a DECL_TAG in BTF.

#include "Attributes.h"
#include "clang/AST/Attr.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/Sema/Sema.h"

using namespace clang;

namespace {
class DeclTag : public ParsedAttrInfo {
public:
  DeclTag() {
    static constexpr Spelling Names[] = {{ParsedAttr::AS_CXX11, "flexnet::decl_tag"},
                                         {ParsedAttr::AS_CXX11, "clang::flexnet_btf_decl_tag"},
                                         {ParsedAttr::AS_GNU, "flexnet_decl_tag"},
                                         {ParsedAttr::AS_GNU, "flexnet_btf_decl_tag"},
                                         {ParsedAttr::AS_GNU, "btf_decl_tag"}};
    Spellings = Names;
    HasCustomParsing = true;
  }

  bool diagAppertainsToDecl(Sema &S, const ParsedAttr &A, const Decl *D) const override {
    if (isa<FunctionDecl, VarDecl, FieldDecl, RecordDecl, TypedefNameDecl>(D) &&
        !isa<TemplateTypeParmDecl>(D))
      return true;
    flexnet::report(S.getDiagnostics(), A.getLoc(), flexnet::Message::DeclTagOnWhatBTFLacks)
        << A << A.getRange();
    return false;
  }

  AttrHandling handleDeclAttribute(Sema &S, Decl *D, const ParsedAttr &A) const override {
    std::optional<flexnet::Texts> Tags = flexnet::attributeArguments(S, A, 1);
    if (!Tags)
      return AttributeNotApplied;
    flexnet::addDeclTag(S, *D, A, Tags->front());
    return AttributeApplied;
  }
};
} // namespace

void flexnet::registerDeclTag() {
  static ParsedAttrInfoRegistry::Add<DeclTag> Registered("flexnet_decl_tag", "BTF decl tag");
}
