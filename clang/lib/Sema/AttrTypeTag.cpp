// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// [[flexnet::type_tag("x")]] is clang's btf_type_tag("x"), which is C only: a TYPE_TAG in BTF
// behind the innermost pointer of a declaration.

#include "Attributes.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/Sema/Sema.h"

using namespace clang;

namespace {
class TypeTag : public ParsedAttrInfo {
public:
  TypeTag() {
    static constexpr Spelling Names[] = {{ParsedAttr::AS_CXX11, "flexnet::type_tag"},
                                         {ParsedAttr::AS_CXX11, "clang::flexnet_btf_type_tag"},
                                         {ParsedAttr::AS_GNU, "flexnet_type_tag"},
                                         {ParsedAttr::AS_GNU, "flexnet_btf_type_tag"},
                                         {ParsedAttr::AS_GNU, "btf_type_tag"}};
    Spellings = Names;
    HasCustomParsing = true;
  }

  bool diagAppertainsToDecl(Sema &S, const ParsedAttr &A, const Decl *D) const override {
    if (flexnet::hasTypeForTags(*D))
      return true;
    flexnet::report(S.getDiagnostics(), A.getLoc(), flexnet::Message::TypeTagWithoutType)
        << A << A.getRange();
    return false;
  }

  AttrHandling handleDeclAttribute(Sema &S, Decl *D, const ParsedAttr &A) const override {
    std::optional<flexnet::Texts> Tags = flexnet::attributeArguments(S, A, 1);
    if (!Tags)
      return AttributeNotApplied;
    flexnet::addTypeTag(S, *D, A, Tags->front());
    return AttributeApplied;
  }
};
} // namespace

void flexnet::registerTypeTag() {
  static ParsedAttrInfoRegistry::Add<TypeTag> Registered("flexnet_type_tag", "BTF type tag");
}
