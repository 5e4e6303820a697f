// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parsing <linux/bpf.h> and libbpf's helpers as C++ takes longer than the rest of a
// small program. They are compiled once, as clang modules, when FlexNet is built
// (flexnet-runtime/modules); here #include of one of them becomes an import, which
// reads only what the program uses. Whenever the command line could make the header
// mean something else, it is parsed as ever.

#include "clang/FlexNet/Frontend.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Serialization/ASTReader.h"
#include "clang/Serialization/ModuleCache.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace llvm;

/// Macros that the headers of the modules do not look at.
static bool isHarmlessMacro(StringRef Macro) {
  return Macro.starts_with("_GNU_SOURCE") || Macro.starts_with("__TARGET_ARCH_");
}

/// Whether the text of a header alone says what it means, and nobody wants to see it.
static bool readsHeadersAsUsual(const CompilerInstance &CI) {
  const FrontendOptions &F = CI.getFrontendOpts();
  const PreprocessorOptions &PP = CI.getPreprocessorOpts();
  bool MakesObject =
      F.ProgramAction == frontend::EmitObj || F.ProgramAction == frontend::ParseSyntaxOnly;
  bool OneSource = F.Inputs.size() == 1 && !F.Inputs[0].isPreprocessed() &&
                   F.Inputs[0].getKind().getLanguage() == Language::CXX;
  bool OwnModules = CI.getHeaderSearchOpts().ImplicitModuleMaps || !F.ModuleFiles.empty() ||
                    !F.ModuleMapFiles.empty() || !PP.ImplicitPCHInclude.empty();
  return MakesObject && OneSource && !OwnModules && PP.Includes.empty() &&
         PP.MacroIncludes.empty() &&
         all_of(PP.Macros, [](const auto &M) { return isHarmlessMacro(M.first); });
}

/// The modules' files in Directory by name; empty unless all suit the options of CI.
static std::map<std::string, std::string, std::less<>> findModules(CompilerInstance &CI,
                                                                   StringRef Directory) {
  std::map<std::string, std::string, std::less<>> Files;
  clang::TargetOptions Target = CI.getTargetOpts();
  Target.CPU.clear(); // -mcpu= changes instructions, and macros these headers do not look at
  FileManager FileMgr(CI.getFileSystemOpts(), CI.getVirtualFileSystemPtr());
  std::error_code EC;
  for (sys::fs::directory_iterator I(Directory, EC), E; I != E && !EC; I.increment(EC)) {
    StringRef File = I->path();
    if (sys::path::extension(File) != ".pcm")
      continue;
    if (!ASTReader::isAcceptableASTFile(File, FileMgr, CI.getModuleCache(),
                                        CI.getPCHContainerReader(), CI.getLangOpts(),
                                        CI.getCodeGenOpts(), Target,
                                        CI.getPreprocessorOpts(), CI.getHeaderSearchOpts(), ""))
      return {};
    Files[sys::path::stem(File).str()] = File.str();
  }
  return Files;
}

void clang::flexnet::usePrebuiltModules(CompilerInstance &CI, StringRef Directory) {
  SmallString<256> Map(Directory);
  sys::path::append(Map, "module.modulemap");
  if (!readsHeadersAsUsual(CI) || !sys::fs::exists(Map))
    return;
  auto Files = findModules(CI, Directory);
  if (Files.empty())
    return;
  CI.getHeaderSearchOpts().PrebuiltModuleFiles = std::move(Files);
  CI.getFrontendOpts().ModuleMapFiles.push_back(Map.str().str());
}
