// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: what optimisation left over and BPF cannot do is an error at its line.
//
// A call through a pointer folds into a direct one if the pointer is known after
// inlining, and an initialiser may turn out constant: so these rules look at optimised
// code, and only at what will be in the object. Before optimisation they would refuse
// programs that work; in the backend it is too late: it stops at the first operation it
// has no instruction for ("Cannot select"), or writes what libbpf or the kernel refuse
// without a line (`callx`, function tables, undefined functions), or drops code silently
// (constructors of globals).
//
//   %f = load ptr, ptr %table          error: BPF cannot call through a pointer ...
//   %r = call i32 %f(i32 1), !dbg !7
//
//  1. tables of virtual functions become the module's own, so that unused ones vanish;
//  2. every instruction is shown to the rules (RefuseOperations, RefuseCalls,
//     RefuseAddresses, RefuseInitializers);
//  3. functions whose address is left are callbacks of helpers, and become static;
//  4. functions with an error lose their body: they would trip the backend.
//
// clang/docs/diagnostics has an example of each.

#include "llvm/FlexNet/Refuse.h"

#include "Refuse.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/IPO/GlobalDCE.h"

using namespace llvm;
using namespace llvm::flexnet;

std::string flexnet::sourceName(const Function &F) {
  if (const DISubprogram *SP = F.getSubprogram())
    return SP->getName().str();
  return demangle(F.getName());
}

/// The innermost place in the main file that the user wrote, as implicit constructors are
/// not, or null.
static const DILocation *placeInMainFile(const Instruction &I) {
  const DISubprogram *SP = I.getFunction()->getSubprogram();
  const DIFile *Main = SP && SP->getUnit() ? SP->getUnit()->getFile() : nullptr;
  for (const DILocation *L = I.getDebugLoc(); L && Main; L = L->getInlinedAt())
    if (L->getLine() && !L->getScope()->getSubprogram()->isArtificial() &&
        pathOf(L->getDirectory(), L->getFilename()) ==
            pathOf(Main->getDirectory(), Main->getFilename()))
      return L;
  return nullptr;
}

bool flexnet::isOfMainFile(const Instruction &I) { return placeInMainFile(I) != nullptr; }

/// That place, or else the innermost.
static const DILocation *placeOf(const Instruction &I) {
  const DILocation *L = placeInMainFile(I);
  return L ? L : I.getDebugLoc().get();
}

static void locate(Diagnostic &D, const DISubprogram *SP) {
  if (!SP)
    return;
  D.File = pathOf(SP->getDirectory(), SP->getFilename());
  D.Line = SP->getLine();
}

static void locate(Diagnostic &D, const Instruction &I) {
  const DILocation *L = placeOf(I);
  // Jumps that clang shares between statements have no line.
  for (const Instruction *Before = &I; Before && (!L || !L->getLine());
       Before = Before->getPrevNode())
    L = placeOf(*Before);
  if (!L || !L->getLine())
    return locate(D, L ? L->getScope()->getSubprogram() : I.getFunction()->getSubprogram());
  D.File = pathOf(L->getDirectory(), L->getFilename());
  D.Line = L->getLine();
  D.Column = L->getColumn();
}

void Refusals::report(const Instruction &I, Diagnostic D) {
  locate(D, I);
  reportOnce(*I.getFunction(), D);
}

void Refusals::report(const Function &F, Diagnostic D) {
  locate(D, F.getSubprogram());
  reportOnce(F, D);
}

void Refusals::reportOnce(const Function &F, const Diagnostic &D) {
  if (D.Severity == DS_Error)
    Functions.insert(&F);
  if (!D.Line || Lines.emplace(D.Severity, D.File, D.Line).second)
    Report(D);
}

static void dropBody(Function &F) {
  GlobalValue::LinkageTypes Linkage = F.getLinkage();
  F.deleteBody();
  F.setLinkage(Linkage);
  IRBuilder<> B(BasicBlock::Create(F.getContext(), "", &F));
  B.CreateUnreachable();
}

/// A class whose first virtual function is not inline has its table in one file, for all
/// others to use. Nobody else can use this one's.
static void keepTablesOfVirtualFunctions(Module &M) {
  for (GlobalVariable &G : M.globals())
    if (G.getName().starts_with("_ZTV") && !G.isDeclaration()) {
      G.setComdat(nullptr);
      G.setLinkage(GlobalValue::InternalLinkage);
    }
}

/// The kernel calls back static functions only ("callback function not static").
static void keepCallbacks(Module &M) {
  for (Function &F : M)
    if (!F.isDeclaration() && !F.hasSection() &&
        F.hasAddressTaken(nullptr, /*IgnoreCallbackUses=*/false, /*IgnoreAssumeLikeCalls=*/true,
                          /*IgnoreLLVMUsed=*/true))
      F.setLinkage(GlobalValue::InternalLinkage);
}

PreservedAnalyses RefuseCoroutinesPass::run(Module &M, ModuleAnalysisManager &) {
  Refusals R(Report);
  for (Function &F : M)
    if (F.isPresplitCoroutine() && !F.isDeclaration()) {
      R.report(F, Message::CoroutineNotSplit, sourceName(F));
      dropBody(F);
      F.removeFnAttr(Attribute::PresplitCoroutine);
    }
  return PreservedAnalyses::none();
}

PreservedAnalyses RefusePass::run(Module &M, ModuleAnalysisManager &MAM) {
  keepTablesOfVirtualFunctions(M);
  GlobalDCEPass().run(M, MAM);

  Refusals R(Report);
  refuseInitializers(M, R);
  for (Function &F : M) {
    if (F.isDeclaration())
      continue;
    refuseSignature(F, R);
    refuseStackSize(F, R);
    for (Instruction &I : instructions(F)) {
      refuseStatic(I, R);
      refuseOperation(I, R);
      refuseCall(I, R);
      refuseAddress(I, R);
    }
  }
  refuseForLicence(M, R);
  keepCallbacks(M);
  for (Function &F : M)
    if (R.functions().contains(&F))
      dropBody(F);
  return PreservedAnalyses::none();
}
