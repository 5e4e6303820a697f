// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef CLANG_FLEXNET_SOURCENAMES_H
#define CLANG_FLEXNET_SOURCENAMES_H

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include <memory>

namespace clang {
class ASTContext;
class Decl;
class DiagnosticsEngine;
class FunctionDecl;
class MangleContext;
class NamedDecl;
class VarDecl;

namespace flexnet {

/// Gives programs, maps, kfuncs and globals their source names as symbols, and reports
/// two of one name. Show it every declaration before CodeGen sees it.
class SourceNames {
public:
  SourceNames(ASTContext &Context, DiagnosticsEngine &Diags);
  ~SourceNames();

  /// D, and what is declared in it.
  void keep(Decl &D);

private:
  void keepFunction(FunctionDecl &F);
  void keepVariable(VarDecl &V);
  bool claim(NamedDecl &D);
  bool checkSection(const NamedDecl &D);
  void label(NamedDecl &D);

  ASTContext &Context;
  DiagnosticsEngine &Diags;
  std::unique_ptr<MangleContext> Mangler;
  /// The first declaration of each symbol that is not mangled.
  llvm::StringMap<const NamedDecl *> Owners;
  llvm::StringSet<> Sections;
  llvm::SmallPtrSet<const NamedDecl *, 4> Refused;
};

} // namespace flexnet
} // namespace clang

#endif
