// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "clang/FlexNet/Frontend.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/FlexNet/Attributes.h"
#include "clang/FlexNet/Checks.h"
#include "clang/FlexNet/Options.h"
#include "clang/FlexNet/SourceNames.h"
#include "clang/FlexNet/Warnings.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendPluginRegistry.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Sema/SemaConsumer.h"
#include "llvm/FlexNet/ChecksSwitch.h"
#include "llvm/FlexNet/Pipeline.h"

using namespace clang;

namespace {
/// Shows functions, lambdas included, to the checks of what clang cannot lower otherwise.
class SignatureVisitor : public RecursiveASTVisitor<SignatureVisitor> {
public:
  explicit SignatureVisitor(DiagnosticsEngine &Diags) : Diags(Diags) {}

  bool VisitFunctionDecl(FunctionDecl *F) {
    if (F->isDependentContext() || !F->isThisDeclarationADefinition())
      return true;
    flexnet::checkExecutor(*F, Diags);
    if (isa_and_nonnull<CoroutineBodyStmt>(F->getBody()))
      flexnet::checkCoroutineSignature(*F, Diags);
    return true;
  }

private:
  DiagnosticsEngine &Diags;
};

/// Shows every coroutine, also of instantiated templates, to the checks.
class CoroutineVisitor : public RecursiveASTVisitor<CoroutineVisitor> {
public:
  explicit CoroutineVisitor(DiagnosticsEngine &Diags) : Diags(Diags) {}

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool VisitCompoundStmt(CompoundStmt *S) {
    flexnet::checkNotAwaited(*S, Diags);
    return true;
  }

  bool VisitCoawaitExpr(CoawaitExpr *E) {
    flexnet::checkAwaited(*E, Diags);
    return true;
  }

  bool VisitCoyieldExpr(CoyieldExpr *E) {
    flexnet::checkYielded(*E, Diags);
    return true;
  }

  bool VisitCoroutineBodyStmt(CoroutineBodyStmt *S) {
    flexnet::checkHeldObjects(*S, Diags);
    return true;
  }

private:
  DiagnosticsEngine &Diags;
};

/// Runs beside clang's own consumer of the AST, before it.
class FlexNetConsumer : public SemaConsumer {
public:
  FlexNetConsumer(CompilerInstance &CI, bool Coro, ArrayRef<std::string> Warnings)
      : CI(CI), Coro(Coro), Warnings(Warnings) {}

  void InitializeSema(Sema &) override {
    flexnet::allowDiagnosticPragmas(CI.getPreprocessor());
    if (Coro)
      flexnet::allowReturnInCoroutines(CI.getPreprocessor());
  }

  void Initialize(ASTContext &Context) override {
    Names.emplace(Context, CI.getDiagnostics());
    const SourceManager &SM = CI.getSourceManager();
    flexnet::setWarningLevels(Warnings, CI.getDiagnostics(),
                              SM.getLocForStartOfFile(SM.getMainFileID()));
  }

  // Wherever CodeGen learns of a declaration: it looks at names at once.
  bool HandleTopLevelDecl(DeclGroupRef Group) override {
    for (Decl *D : Group) {
      Names->keep(*D);
      if (Coro && isOfUser(*D))
        SignatureVisitor(CI.getDiagnostics()).TraverseDecl(D);
      if (isWritten(*D)) {
        Written.push_back(D);
        checkFunction(*D);
      }
    }
    return true;
  }
  void HandleInlineFunctionDefinition(FunctionDecl *F) override {
    if (isWritten(*F))
      checkFunction(*F);
  }
  void HandleTagDeclDefinition(TagDecl *D) override { Names->keep(*D); }
  void HandleCXXImplicitFunctionInstantiation(FunctionDecl *F) override {
    Names->keep(*F);
    checkFunction(*F); // of a library's template, too: it is used
  }
  void HandleCXXStaticMemberVarInstantiation(VarDecl *V) override { Names->keep(*V); }

  void HandleTranslationUnit(ASTContext &Context) override {
    DiagnosticsEngine &Diags = CI.getDiagnostics();
    // Not the translation unit: that would read all of the imported headers.
    for (Decl *D : Written)
      if (Coro && llvm::flexnet::checksEnabled())
        CoroutineVisitor(Diags).TraverseDecl(D);
  }

private:
  /// Not part of a system header or of an imported one.
  bool isOfUser(const Decl &D) const {
    return !D.isFromASTFile() && !CI.getSourceManager().isInSystemHeader(D.getLocation());
  }

  /// Nor made from a template.
  bool isWritten(const Decl &D) const {
    const auto *F = dyn_cast<FunctionDecl>(&D);
    return isOfUser(D) && !(F && F->isTemplateInstantiation());
  }

  void checkFunction(const Decl &D) {
    if (const auto *F = dyn_cast<FunctionDecl>(&D))
      flexnet::checkClassByValue(*F, CI.getDiagnostics());
  }

  CompilerInstance &CI;
  bool Coro;
  std::vector<std::string> Warnings; ///< options
  std::vector<Decl *> Written; ///< at the top level
  std::optional<flexnet::SourceNames> Names;
};

class FlexNetAction : public PluginASTAction {
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, StringRef) override {
    return std::make_unique<FlexNetConsumer>(CI, Coro, Warnings);
  }
  bool ParseArgs(const CompilerInstance &, const std::vector<std::string> &Args) override {
    Coro = llvm::is_contained(Args, "coro");
    llvm::copy_if(Args, std::back_inserter(Warnings), flexnet::isWarningOption);
    return true;
  }
  ActionType getActionType() override { return CmdlineBeforeMainAction; }

  bool Coro = false;
  std::vector<std::string> Warnings;
};
} // namespace

static FrontendPluginRegistry::Add<FlexNetAction> Registration("flexnet", "FlexNet's frontend");

void flexnet::setUp(CompilerInstance &CI, const Options &O) {
  if (!O.any())
    return;
  CI.getPreprocessorOpts().addMacroDef("__FLEXNET_CXX__=1");
  if (O.Coro)
    CI.getPreprocessorOpts().addMacroDef("__FLEXNET_CORO__=1");
  if (O.Sojourn)
    CI.getPreprocessorOpts().addMacroDef("__FLEXNET_SOJOURN__=1");
  if (O.Kernel)
    CI.getPreprocessorOpts().addMacroDef("__FLEXNET_KERNEL__=1");
  enableAttributes(CI);
  CI.getFrontendOpts().AddPluginActions.push_back("flexnet");
  std::vector<std::string> &Args = CI.getFrontendOpts().PluginArgs["flexnet"];
  Args = O.Warnings;
  if (O.Coro)
    Args.push_back("coro");

  checkWarningOptions(O.Warnings, CI.getDiagnostics());
  setWarningLevels(O.Warnings, CI.getDiagnostics());
  sayAssertionsAtUse(CI);
  rewordDiagnostics(CI);
  checkObjects(CI, O);
  // Without -g, too, what the passes refuse has a line. Nothing of this is in the object.
  CodeGenOptions &CodeGen = CI.getCodeGenOpts();
  if (CodeGen.getDebugInfo() == llvm::codegenoptions::NoDebugInfo)
    CodeGen.setDebugInfo(llvm::codegenoptions::LocTrackingOnly);
  // Debug info without types, of -g1, makes BTF without types, which nothing can load.
  else if (CodeGen.getDebugInfo() < llvm::codegenoptions::DebugInfoConstructor &&
           CodeGen.getDebugInfo() != llvm::codegenoptions::LocTrackingOnly)
    CodeGen.setDebugInfo(llvm::codegenoptions::FullDebugInfo);

  llvm::flexnet::PipelineOptions Passes;
  Passes.Cxx = true;
  Passes.Coro = O.Coro;
  Passes.MaxFrame = O.Limit.Frame;
  Passes.Report = diagnosticSink(CI);
  CI.getCodeGenOpts().PassBuilderCallbacks.push_back(
      [Passes](llvm::PassBuilder &PB) { llvm::flexnet::registerPasses(PB, Passes); });
}
