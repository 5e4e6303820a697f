// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// [[flexnet::arena]] puts what a declared pointer points at, or a global variable, into the
// arena: address space 1. The GNU spelling flexnet_arena is a macro for clang's
// address_space(1), a part of the type, which may be written wherever a type may.
// How member functions are called on such objects: lib/Frontend/ArenaTarget.cpp.

#include "Attributes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/Sema/Sema.h"

using namespace clang;

/// T with its innermost pointer pointing into the arena; null if T has no pointer.
static QualType pointIntoArena(ASTContext &C, QualType T) {
  if (const auto *P = T->getAs<PointerType>()) {
    QualType Inner = pointIntoArena(C, P->getPointeeType());
    if (Inner.isNull())
      Inner = C.getAddrSpaceQualType(P->getPointeeType(), getLangASFromTargetAS(1));
    return C.getQualifiedType(C.getPointerType(Inner), T.getQualifiers());
  }
  if (const auto *A = dyn_cast<ConstantArrayType>(T.getTypePtr())) {
    QualType Inner = pointIntoArena(C, A->getElementType());
    if (!Inner.isNull())
      return C.getConstantArrayType(Inner, A->getSize(), A->getSizeExpr(), A->getSizeModifier(),
                                    A->getIndexTypeCVRQualifiers());
  }
  return {};
}

/// T for a function: that of its result.
static QualType pointIntoArena(ASTContext &C, const FunctionDecl &F) {
  QualType Result = pointIntoArena(C, F.getReturnType());
  const auto *Proto = F.getType()->getAs<FunctionProtoType>();
  if (Result.isNull() || !Proto)
    return {};
  return C.getFunctionType(Result, Proto->getParamTypes(), Proto->getExtProtoInfo());
}

namespace {
class Arena : public ParsedAttrInfo {
public:
  Arena() {
    static constexpr Spelling Names[] = {{ParsedAttr::AS_CXX11, "flexnet::arena"}};
    Spellings = Names;
    HasCustomParsing = true;
  }

  bool diagAppertainsToDecl(Sema &S, const ParsedAttr &A, const Decl *D) const override {
    if (flexnet::hasTypeForTags(*D))
      return true;
    flexnet::report(S.getDiagnostics(), A.getLoc(), flexnet::Message::ArenaWithoutType)
        << A << A.getRange();
    return false;
  }

  AttrHandling handleDeclAttribute(Sema &S, Decl *D, const ParsedAttr &A) const override {
    if (!flexnet::attributeArguments(S, A, 0))
      return AttributeNotApplied;
    ASTContext &C = S.Context;
    const auto *F = dyn_cast<FunctionDecl>(D);
    auto *Typedef = dyn_cast<TypedefNameDecl>(D);
    QualType Old = F         ? F->getReturnType()
                   : Typedef ? Typedef->getUnderlyingType()
                             : cast<DeclaratorDecl>(D)->getType();
    QualType New = F ? pointIntoArena(C, *F) : pointIntoArena(C, Old);
    const auto *V = dyn_cast<VarDecl>(D);
    if (New.isNull() && V && V->hasGlobalStorage() && !V->getType()->isDependentType())
      New = C.getAddrSpaceQualType(Old, getLangASFromTargetAS(1));
    if (New.isNull()) {
      flexnet::report(S.getDiagnostics(), A.getLoc(), flexnet::Message::ArenaByValue)
          << A << Old << A.getRange();
      return AttributeNotApplied;
    }
    // Templates are instantiated from the type as written.
    TypeSourceInfo *Written = C.getTrivialTypeSourceInfo(New, D->getLocation());
    if (Typedef) {
      Typedef->setTypeSourceInfo(Written);
    } else {
      auto *Declared = cast<DeclaratorDecl>(D);
      Declared->setType(New);
      if (!F) // a function's also owns its parameters
        Declared->setTypeSourceInfo(Written);
    }
    return AttributeApplied;
  }
};
} // namespace

void flexnet::registerArena() {
  static ParsedAttrInfoRegistry::Add<Arena> Registered("flexnet_arena", "object of an arena");
}
