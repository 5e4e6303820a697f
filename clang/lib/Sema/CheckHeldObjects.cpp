// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// No object of a class with [[flexnet::not_across_suspension]] lives at a co_await. What counts
// is the scope: such a class ends something in its destructor and has no other way to end it.
// What can be given up earlier, as a unique_ref, is followed in the passes
// (llvm/lib/Transforms/Coroutines/Held.cpp).

#include "Attributes.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/FlexNet/Checks.h"
#include "clang/FlexNet/Diagnostics.h"

using namespace clang;
using flexnet::Message;

/// Why an object of class T, of its bases, members or elements must be gone.
static std::optional<StringRef> reasonOf(QualType T) {
  const CXXRecordDecl *R = T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition())
    return std::nullopt;
  R = R->getDefinition();
  if (std::optional<StringRef> Reason = flexnet::reasonNotAcrossSuspension(*R))
    return Reason;
  for (const CXXBaseSpecifier &Base : R->bases())
    if (std::optional<StringRef> Reason = reasonOf(Base.getType()))
      return Reason;
  for (const FieldDecl *F : R->fields())
    if (!F->getType()->isReferenceType())
      if (std::optional<StringRef> Reason = reasonOf(F->getType()))
        return Reason;
  return std::nullopt;
}

namespace {
/// Walks through a coroutine with the objects that live where it stands.
class ScopeWalk : public RecursiveASTVisitor<ScopeWalk> {
  using Base = RecursiveASTVisitor<ScopeWalk>;

public:
  explicit ScopeWalk(DiagnosticsEngine &Diags) : Diags(Diags) {}

  // A function of its own.
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool TraverseCXXRecordDecl(CXXRecordDecl *) { return true; }

#define SCOPE(CLASS)                                                                               \
  bool Traverse##CLASS(CLASS *S) {                                                                 \
    size_t Outside = Living.size();                                                                \
    bool Result = Base::Traverse##CLASS(S);                                                        \
    Living.truncate(Outside);                                                                      \
    return Result;                                                                                 \
  }
  SCOPE(CompoundStmt)
  SCOPE(IfStmt)
  SCOPE(SwitchStmt)
  SCOPE(WhileStmt)
  SCOPE(ForStmt)
  SCOPE(CXXForRangeStmt)
#undef SCOPE

  bool TraverseVarDecl(VarDecl *V) {
    bool Result = Base::TraverseVarDecl(V);
    if (V->hasLocalStorage())
      add(*V);
    return Result;
  }
  bool VisitCXXBindTemporaryExpr(CXXBindTemporaryExpr *E) {
    Temporaries.push_back(E);
    return true;
  }
  bool TraverseExprWithCleanups(ExprWithCleanups *E) {
    size_t Outside = Temporaries.size();
    bool Result = Base::TraverseExprWithCleanups(E);
    Temporaries.truncate(Outside);
    return Result;
  }

  bool TraverseCoawaitExpr(CoawaitExpr *E) {
    bool Result = TraverseStmt(E->getOperand());
    if (!E->isImplicit())
      suspend(E->getKeywordLoc(), "co_await");
    return Result;
  }
  bool TraverseCoyieldExpr(CoyieldExpr *E) {
    bool Result = TraverseStmt(E->getOperand());
    suspend(E->getKeywordLoc(), "co_yield");
    return Result;
  }

private:
  DiagnosticsEngine &Diags;
  SmallVector<std::pair<const VarDecl *, StringRef>, 4> Living;
  SmallVector<const CXXBindTemporaryExpr *, 4> Temporaries; ///< of the full expression so far

  void add(const VarDecl &V) {
    QualType T = V.getType();
    if (T->isReferenceType()) { // to a temporary, which lives as long
      const Expr *Init = V.getInit();
      if (const auto *Full = dyn_cast_or_null<FullExpr>(Init))
        Init = Full->getSubExpr();
      const auto *Temporary = dyn_cast_or_null<MaterializeTemporaryExpr>(Init);
      if (!Temporary)
        return;
      T = Temporary->getType();
    }
    if (std::optional<StringRef> Reason = reasonOf(T))
      Living.push_back({&V, *Reason});
  }

  void suspend(SourceLocation Loc, StringRef Keyword) {
    for (auto [V, Reason] : Living) {
      flexnet::report(Diags, Loc, Message::ObjectAcrossSuspension) << V << Keyword << Reason;
      flexnet::report(Diags, V->getLocation(), Message::ObjectDeclaredHere) << V;
    }
    for (const CXXBindTemporaryExpr *E : Temporaries)
      if (std::optional<StringRef> Reason = reasonOf(E->getType())) {
        flexnet::report(Diags, Loc, Message::TemporaryAcrossSuspension)
            << E->getType() << Keyword << *Reason;
        flexnet::report(Diags, E->getExprLoc(), Message::TemporaryMadeHere);
      }
  }
};
} // namespace

void flexnet::checkHeldObjects(const CoroutineBodyStmt &Body, DiagnosticsEngine &Diags) {
  ScopeWalk(Diags).TraverseStmt(Body.getBody());
}
