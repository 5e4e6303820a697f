// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: the attributes' way into clang, and what can be said of them only when types are
// complete.
//
// btf_decl_tag, btf_type_tag and preserve_access_index are attributes of clang's own for C,
// and what clang has a plugin cannot take over. In C++ their names are macros for ours, so
// that libbpf's __kptr and vmlinux.h's pragma mean what they mean in C.
//
// A type tag is a part of a type in C. C++ cannot have it there: clang rebuilds types in
// templates and does not expect one. It travels as a decl tag, which templates copy, into
// debug info, where llvm/lib/Target/BPF/BTFTypeTags.cpp moves it to the pointer.

#include "clang/FlexNet/Attributes.h"
#include "Attributes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendPluginRegistry.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Sema/Sema.h"
#include "llvm/FlexNet/BTFTypeTags.h"

using namespace clang;
using flexnet::Message;

void flexnet::addDeclTag(Sema &S, Decl &D, const ParsedAttr &A, StringRef Tag) {
  AttributeCommonInfo Info(A.getRange(), AttributeCommonInfo::AT_BTFDeclTag, A.getForm());
  D.addAttr(BTFDeclTagAttr::CreateImplicit(S.Context, Tag, Info));
}

void flexnet::addTypeTag(Sema &S, Decl &D, const ParsedAttr &A, StringRef Tag) {
  QualType T = typeForTags(D);
  if (!T.isNull() && innermostPointer(T).isNull()) {
    report(S.getDiagnostics(), A.getLoc(), Message::TypeTagWithoutPointer)
        << A << T << A.getRange();
    return;
  }
  addDeclTag(S, D, A, (llvm::flexnet::TypeTagMarker + Tag).str());
}

void flexnet::checkTypeTags(const DeclaratorDecl &D, DiagnosticsEngine &Diags) {
  for (const auto *A : D.specific_attrs<BTFDeclTagAttr>()) {
    StringRef Tag = A->getBTFDeclTag();
    if (!Tag.consume_front(llvm::flexnet::TypeTagMarker) ||
        !innermostPointer(D.getType()).isNull())
      continue;
    report(Diags, A->getLocation(), Message::TypeTagWithoutPointer)
        << ("'" + Tag + "'").str() << D.getType();
  }
}

bool flexnet::hasTypeForTags(const Decl &D) {
  return isa<FieldDecl, VarDecl, FunctionDecl, TypedefNameDecl>(D);
}

QualType flexnet::typeForTags(const Decl &D) {
  QualType T;
  if (const auto *F = dyn_cast<FunctionDecl>(&D))
    T = F->getReturnType();
  else if (const auto *Typedef = dyn_cast<TypedefNameDecl>(&D))
    T = Typedef->getUnderlyingType();
  else
    T = cast<ValueDecl>(D).getType();
  return T->isDependentType() || T->getContainedDeducedType() ? QualType() : T;
}

QualType flexnet::innermostPointer(QualType T) {
  QualType Found;
  while (true) {
    if (const auto *A = T->getAsArrayTypeUnsafe()) {
      T = A->getElementType();
    } else if (T->isPointerType()) {
      Found = T;
      T = T->getPointeeType();
    } else {
      return Found;
    }
  }
}

namespace {
/// Finds the first access that CO-RE should relocate and, without debug info, does not.
class AccessFinder : public RecursiveASTVisitor<AccessFinder> {
public:
  explicit AccessFinder(const llvm::SmallPtrSetImpl<const RecordDecl *> &Records)
      : Records(Records) {}

  const MemberExpr *Found = nullptr;

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool VisitMemberExpr(MemberExpr *E) {
    const auto *F = dyn_cast<FieldDecl>(E->getMemberDecl());
    if (F && Records.contains(F->getParent()))
      Found = E;
    return !Found;
  }

private:
  const llvm::SmallPtrSetImpl<const RecordDecl *> &Records;
};

/// Runs before clang's code generator sees the same declarations.
class AttributeConsumer : public ASTConsumer {
public:
  explicit AttributeConsumer(CompilerInstance &CI)
      : Diags(CI.getDiagnostics()),
        HasTypes(CI.getCodeGenOpts().getDebugInfo() >=
                 llvm::codegenoptions::DebugInfoConstructor) {}

  void HandleTagDeclDefinition(TagDecl *D) override {
    auto *R = dyn_cast<RecordDecl>(D);
    if (!R || R->isDependentContext() || R->isInvalidDecl())
      return;
    if (flexnet::finishPreserveAccessIndex(*R, Diags) && !HasTypes) {
      // The backend could not say which member an access means.
      Relocated.insert(R);
      R->dropAttr<BPFPreserveAccessIndexAttr>();
    }
    for (const FieldDecl *F : R->fields())
      note(*F);
  }

  bool HandleTopLevelDecl(DeclGroupRef Group) override {
    if (!Group.isNull())
      flexnet::annotateDeclaredFunctions((*Group.begin())->getASTContext(), nullptr);
    for (const Decl *D : Group)
      if (const auto *V = dyn_cast<VarDecl>(D))
        note(*V);
    return true;
  }

  void HandleTranslationUnit(ASTContext &Context) override {
    flexnet::annotateDeclaredFunctions(Context, &Diags);
    for (const DeclaratorDecl *D : Tagged) {
      flexnet::checkContains(*D, Diags);
      flexnet::checkTypeTags(*D, Diags);
    }
    if (HasTypes)
      return;
    if (!Tagged.empty())
      flexnet::report(Diags, Tagged.front()->getAttr<BTFDeclTagAttr>()->getLocation(),
                      Message::TagWithoutDebugInfo);
    if (Relocated.empty())
      return;
    AccessFinder Finder(Relocated);
    Finder.TraverseAST(Context);
    if (const MemberExpr *E = Finder.Found)
      flexnet::report(Diags, E->getMemberLoc(), Message::CoreWithoutDebugInfo)
          << E->getMemberDecl();
  }

private:
  /// Elements may be declared after what contains them: they are looked at in the end.
  void note(const DeclaratorDecl &D) {
    if (D.hasAttr<BTFDeclTagAttr>() && !D.isInvalidDecl())
      Tagged.push_back(&D);
  }

  DiagnosticsEngine &Diags;
  bool HasTypes;
  SmallVector<const DeclaratorDecl *, 8> Tagged;
  llvm::SmallPtrSet<const RecordDecl *, 8> Relocated;
};

class AttributeAction : public PluginASTAction {
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, StringRef) override {
    return std::make_unique<AttributeConsumer>(CI);
  }
  bool ParseArgs(const CompilerInstance &, const std::vector<std::string> &) override {
    return true;
  }
  ActionType getActionType() override { return CmdlineBeforeMainAction; }
};
} // namespace

static FrontendPluginRegistry::Add<AttributeAction> Registration("flexnet-attributes",
                                                                 "FlexNet's attributes");

void flexnet::enableAttributes(CompilerInstance &CI) {
  registerDeclTag();
  registerTypeTag();
  registerKptr();
  registerContains();
  registerPreserveAccessIndex();
  registerArena();
  registerNotAcrossSuspension();
  registerTypestate();
  registerStateFacts();
  CI.getFrontendOpts().AddPluginActions.push_back("flexnet-attributes");
  PreprocessorOptions &PP = CI.getPreprocessorOpts();
  for (const char *Name : {"btf_decl_tag", "btf_type_tag", "preserve_access_index"})
    PP.addMacroDef(std::string(Name) + "=flexnet_" + Name);
  PP.addMacroDef("flexnet_arena=address_space(1)");
}
