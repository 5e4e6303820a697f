// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/AST/StmtCXX.h"
#include "clang/FlexNet/Checks.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

/// With a fix where the name is in the source as a text of its own: SEC("flexnet/excutor").
static void reportSection(const FunctionDecl &F, const SectionAttr &Section,
                          DiagnosticsEngine &Diags) {
  static constexpr llvm::StringLiteral Sections[] = {"flexnet/executor", "flexnet/tx"};
  StringRef Name = Section.getName();
  const auto *Nearest = llvm::find_if(
      Sections, [&](StringRef S) { return Name.edit_distance(S, true, 3) < 3; });
  if (Nearest == std::end(Sections)) {
    flexnet::report(Diags, F.getLocation(), flexnet::Message::UnknownSection) << Name;
    return;
  }
  ASTContext &Context = F.getASTContext();
  const SourceManager &SM = Context.getSourceManager();
  SourceRange Macro = SM.getExpansionRange(Section.getRange()).getAsRange();
  SourceLocation End = Lexer::getLocForEndOfToken(Macro.getEnd(), 0, SM, Context.getLangOpts());
  StringRef Written = Lexer::getSourceText(CharSourceRange::getCharRange(Macro.getBegin(), End), SM,
                                           Context.getLangOpts());
  auto Builder = flexnet::report(Diags, F.getLocation(), flexnet::Message::MisspeltSection);
  Builder << Name << *Nearest;
  size_t At = Written.find(("\"" + Name + "\"").str());
  if (At != StringRef::npos) {
    SourceLocation Begin = Macro.getBegin().getLocWithOffset(At + 1);
    Builder << FixItHint::CreateReplacement(
        CharSourceRange::getCharRange(Begin, Begin.getLocWithOffset(Name.size())), *Nearest);
  }
}

void flexnet::checkExecutor(const FunctionDecl &F, DiagnosticsEngine &Diags) {
  const auto *Section = F.getAttr<SectionAttr>();
  if (!Section || !Section->getName().starts_with("flexnet/") || Section->getName() == "flexnet/tx")
    return;
  if (Section->getName() != "flexnet/executor")
    reportSection(F, *Section, Diags);
  else if (isa_and_nonnull<CoroutineBodyStmt>(F.getBody()))
    report(Diags, F.getLocation(), Message::ExecutorSuspends) << &F;
  else if (F.getNumParams() || !F.getReturnType()->isVoidType())
    report(Diags, F.getLocation(), Message::ExecutorSignature) << &F;
}
