// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: what BPF cannot call is inlined, and refused where that is not possible.
//
// A BPF call has five registers for arguments and one for a number that it returns; there
// is no stack for more, so the backend refuses classes by value ("aggregate returns are
// not supported", at no line), and the verifier recursion ("recursive call from ...").
//
//   before                                   after InlineCallsPass
//   define internal void @_Z4makev(          ... alwaysinline
//       ptr sret(%pair) %result)
//
// CheckCallsPass looks at what is left when LLVM has inlined and has made loops of tail
// calls: a noinline function, one from another object, a cycle. After an error no object
// is written, and all bodies go, as the backend would say it again.

#include "llvm/FlexNet/Calls.h"

#include "llvm/ADT/SCCIterator.h"
#include "llvm/Analysis/CallGraph.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

static constexpr uint64_t ArgumentRegisters = 5;

static bool returnsClass(const Function &F) {
  const DataLayout &DL = F.getDataLayout();
  Type *Result = F.getReturnType();
  return F.hasStructRetAttr() || Result->isAggregateType() ||
         (Result->isSized() && DL.getTypeStoreSize(Result) > 8);
}

static bool takesCopy(const Function &F) {
  return any_of(F.args(), [](const Argument &A) { return A.hasByValAttr(); });
}

static uint64_t registersFor(const Function &F) {
  uint64_t Count = 0;
  for (const Argument &A : F.args())
    Count += divideCeil(F.getDataLayout().getTypeStoreSize(A.getType()), 8);
  return Count;
}

static bool isCallable(const Function &F) {
  return !returnsClass(F) && !takesCopy(F) && registersFor(F) <= ArgumentRegisters;
}

PreservedAnalyses InlineCallsPass::run(Module &M, ModuleAnalysisManager &) {
  for (Function &F : M)
    if (F.hasLocalLinkage() && !F.isDeclaration() && !isCallable(F) &&
        !F.hasFnAttribute(Attribute::NoInline) && !F.hasFnAttribute(Attribute::OptimizeNone))
      F.addFnAttr(Attribute::AlwaysInline);
  return PreservedAnalyses::none();
}

static std::string nameOf(const Function &F) {
  return F.getSubprogram() ? F.getSubprogram()->getName().str() : demangle(F.getName());
}

static Diagnostic at(const Function &Place, Diagnostic D) {
  if (DISubprogram *SP = Place.getSubprogram()) {
    D.File = pathOf(SP->getDirectory(), SP->getFilename());
    D.Line = SP->getLine();
  }
  return D;
}

static Diagnostic at(const Instruction &Place, Diagnostic D) {
  D = at(*Place.getFunction(), std::move(D));
  if (const DILocation *Loc = Place.getDebugLoc()) {
    D.File = pathOf(Loc->getDirectory(), Loc->getFilename());
    D.Line = Loc->getLine();
    D.Column = Loc->getColumn();
  }
  return D;
}

namespace {
class CallChecker {
public:
  CallChecker(Module &M, const DiagnosticSink &Report) : M(M), Report(Report) {}

  bool run() {
    for (Function &F : M)
      if (!F.isIntrinsic() && !isCallable(F))
        refuseSignature(F);
    CallGraph Graph(M);
    for (auto SCC = scc_begin(&Graph); !SCC.isAtEnd(); ++SCC)
      if (SCC.hasCycle())
        refuseRecursion(*SCC);
    return Failed;
  }

private:
  Module &M;
  const DiagnosticSink &Report;
  bool Failed = false;

  void error(const Diagnostic &D) {
    Report(D);
    Failed = true;
  }

  static Diagnostic whatIsWrong(const Function &F, StringRef Kind, StringRef OrElse) {
    Message M = returnsClass(F) ? Message::ReturnsClass
                : takesCopy(F)  ? Message::TakesClass
                                : Message::TakesTooMuch;
    return message(M, Kind, nameOf(F), OrElse, registersFor(F));
  }

  void refuseSignature(const Function &F) {
    if (!F.isDeclaration()) {
      bool IsNoInline = F.hasFnAttribute(Attribute::NoInline);
      return error(at(F, whatIsWrong(F, IsNoInline ? "noinline function" : "function",
                                     IsNoInline ? ", or remove noinline" : "")));
    }
    for (const User *U : F.users())
      if (auto *Call = dyn_cast<CallBase>(U); Call && Call->getCalledFunction() == &F)
        error(at(*Call, whatIsWrong(F, "undefined function", "")));
  }

  /// A call from F into Cycle.
  static const CallBase *findCall(const Function &F, const DenseSet<const Function *> &Cycle) {
    for (const Instruction &I : instructions(F))
      if (auto *Call = dyn_cast<CallBase>(&I); Call && Cycle.contains(Call->getCalledFunction()))
        return Call;
    return nullptr;
  }

  void refuseRecursion(ArrayRef<CallGraphNode *> Nodes) {
    DenseSet<const Function *> Cycle;
    for (CallGraphNode *Node : Nodes)
      if (const Function *F = Node->getFunction(); F && !F->isDeclaration())
        Cycle.insert(F);
    if (Cycle.empty())
      return;
    // The function that comes first in the source, so that messages do not depend on order.
    auto First = find_if(M, [&](const Function &F) { return Cycle.contains(&F); });
    const CallBase *Call = findCall(*First, Cycle);
    if (!Call)
      return;
    error(at(*Call, message(Message::Recursion, nameOf(*First))));
    DenseSet<const Function *> Seen = {&*First};
    for (const Function *F = Call->getCalledFunction(); Seen.insert(F).second;
         F = Call->getCalledFunction()) {
      Call = findCall(*F, Cycle);
      Report(at(*Call, message(Message::RecursionByWayOf, nameOf(*F),
                               nameOf(*Call->getCalledFunction()))));
    }
  }
};
} // namespace

PreservedAnalyses CheckCallsPass::run(Module &M, ModuleAnalysisManager &) {
  if (!CallChecker(M, Report).run())
    return PreservedAnalyses::all();
  for (Function &F : M)
    F.deleteBody();
  return PreservedAnalyses::none();
}
