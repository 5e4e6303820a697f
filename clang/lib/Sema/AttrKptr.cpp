// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// [[flexnet::kptr]] and its kin are the type tags by which the kernel knows pointers in map
// values: what libbpf's __kptr, __kptr_untrusted, __percpu_kptr and __uptr say in C.

#include "Attributes.h"
#include "clang/AST/DeclCXX.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/Sema/Sema.h"

using namespace clang;

namespace {
class Kptr : public ParsedAttrInfo {
public:
  Kptr() {
    static constexpr Spelling Names[] = {{ParsedAttr::AS_CXX11, "flexnet::kptr"},
                                         {ParsedAttr::AS_CXX11, "flexnet::kptr_untrusted"},
                                         {ParsedAttr::AS_CXX11, "flexnet::percpu_kptr"},
                                         {ParsedAttr::AS_CXX11, "flexnet::uptr"},
                                         {ParsedAttr::AS_GNU, "flexnet_kptr"},
                                         {ParsedAttr::AS_GNU, "flexnet_kptr_untrusted"},
                                         {ParsedAttr::AS_GNU, "flexnet_percpu_kptr"},
                                         {ParsedAttr::AS_GNU, "flexnet_uptr"}};
    Spellings = Names;
    HasCustomParsing = true;
  }

  bool diagAppertainsToDecl(Sema &S, const ParsedAttr &A, const Decl *D) const override {
    // The kernel looks for kptrs in map values only; a global variable is in one.
    const auto *V = dyn_cast<VarDecl>(D);
    if (isa<FieldDecl>(D) || (V && V->hasGlobalStorage()))
      return true;
    flexnet::report(S.getDiagnostics(), A.getLoc(), flexnet::Message::KptrOutsideMapValue)
        << A << A.getRange();
    return false;
  }

  AttrHandling handleDeclAttribute(Sema &S, Decl *D, const ParsedAttr &A) const override {
    if (!flexnet::attributeArguments(S, A, 0))
      return AttributeNotApplied;
    StringRef Tag = A.getAttrName()->getName();
    Tag.consume_front("__") && Tag.consume_back("__");
    Tag.consume_front("flexnet_");
    flexnet::addTypeTag(S, *D, A, Tag);
    return AttributeApplied;
  }
};
} // namespace

void flexnet::registerKptr() {
  static ParsedAttrInfoRegistry::Add<Kptr> Registered("flexnet_kptr", "pointer in a map value");
}
