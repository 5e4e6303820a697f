// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/FlexNet/Diagnostics.h"
#include "clang/FlexNet/Frontend.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace llvm;

/// Debug info has file names as the user wrote them, or absolute, or relative to
/// -fdebug-compilation-dir. In the object's table they lack the directory that the file shares with
/// that one.
static OptionalFileEntryRef findFile(CompilerInstance &CI, StringRef Name) {
  FileManager &Files = CI.getFileManager();
  if (OptionalFileEntryRef File = Files.getOptionalFileRef(Name))
    return File;
  SmallString<256> Path(CI.getCodeGenOpts().DebugCompilationDir);
  sys::path::append(Path, Name);
  if (OptionalFileEntryRef File = Files.getOptionalFileRef(Path))
    return File;
  StringRef Input = CI.getFrontendOpts().Inputs.front().getFile();
  return Input.ends_with(("/" + Name).str()) ? Files.getOptionalFileRef(Input) : std::nullopt;
}

static SourceLocation locate(CompilerInstance &CI, const llvm::flexnet::Diagnostic &D) {
  if (D.File.empty() || !D.Line || !CI.hasSourceManager())
    return {};
  OptionalFileEntryRef File = findFile(CI, D.File);
  if (!File)
    return {};
  SourceManager &SM = CI.getSourceManager();
  unsigned Column = std::max(D.Column, 1u);
  SourceLocation Loc = SM.translateFileLineCol(*File, D.Line, Column);
  if (Loc.isValid())
    return Loc;
  // The input was already preprocessed or is LLVM IR: read the source for its line.
  return SM.translateLineCol(SM.getOrCreateFileID(*File, SrcMgr::C_User), D.Line, Column);
}

static DiagnosticsEngine::Level levelOf(DiagnosticSeverity S) {
  switch (S) {
  case DS_Error:
    return DiagnosticsEngine::Error;
  case DS_Warning:
    return DiagnosticsEngine::Warning;
  case DS_Remark:
    return DiagnosticsEngine::Remark;
  case DS_Note:
    return DiagnosticsEngine::Note;
  }
  llvm_unreachable("unknown severity");
}

llvm::flexnet::DiagnosticSink clang::flexnet::diagnosticSink(CompilerInstance &CI) {
  return [&CI](const llvm::flexnet::Diagnostic &D) {
    SourceLocation Loc = locate(CI, D);
    std::string Place;
    if (Loc.isInvalid() && !D.File.empty())
      Place = D.File + ":" + std::to_string(D.Line) + ": ";
    reportOfPass(CI.getDiagnostics(), Loc, levelOf(D.Severity), D.Slug) << Place << D.Message;
  };
}
