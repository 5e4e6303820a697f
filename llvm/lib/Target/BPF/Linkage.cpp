// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: functions and variables get linkage that libbpf and the verifier take.
//
// libbpf refuses COMDAT groups ("bad call relo"), static programs and static maps. The
// verifier checks a global function on its own, without its callers: it must return a
// number, and knows of a pointer that it may be null. That refuses most of C++.
//
//   before                                      after
//   inline function or variable (COMDAT)        static; global if extern "C" and noinline
//   program or map, inline or static            global
//   variable with its source name that is       global, as user space expects
//     inline, or static as its type has no name
//   function that has a reference or `this`,    static: verified with its callers
//     or returns no number
//   alias (a constructor's second symbol)       the function itself
//   any other function                          global, as in C; weak_odr until
//                                               RestoreLinkagePass
//
// While global functions are weak_odr, LLVM may inline them, but not conclude from their
// bodies anything about a call: the verifier does not either. Else an unused argument is
// not passed ("Caller passes invalid args") and a mask of the result is dropped as the body
// masks already ("unbounded min value").

#include "llvm/FlexNet/Linkage.h"

#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

/// On functions that RestoreLinkagePass makes global. No pass of LLVM's knows it.
static constexpr char WasGlobal[] = "flexnet-global";

/// What the backend and libbpf call a program: code in a section of its own.
static bool isProgram(const Function &F) {
  return F.hasSection() && !F.getSection().starts_with(".text");
}

static bool isNumber(const Type &T) { return T.isIntegerTy() && T.getIntegerBitWidth() <= 64; }

static bool isVerifiedAlone(const Function &F) {
  if (!isNumber(*F.getReturnType()) || F.arg_size() > 5)
    return false;
  return all_of(F.args(), [](const Argument &A) {
    bool IsReference = A.hasNonNullAttr(/*AllowUndefOrPoison=*/true);
    bool IsPointer = A.getType()->isPointerTy() && !IsReference && !A.hasByValAttr();
    return isNumber(*A.getType()) || IsPointer;
  });
}

static void linkFunction(Function &F) {
  if (F.isDeclaration())
    return;
  bool IsInline = F.hasComdat();
  F.setComdat(nullptr);
  if (isProgram(F)) {
    F.setLinkage(F.isWeakForLinker() && !IsInline ? F.getLinkage() : GlobalValue::ExternalLinkage);
    return;
  }
  bool IsAlone = isVerifiedAlone(F);
  // extern "C" and noinline: written to be verified once, by itself.
  if (IsInline && IsAlone && F.hasFnAttribute(Attribute::NoInline) && !F.getName().starts_with("_Z"))
    F.setLinkage(GlobalValue::ExternalLinkage);
  else if (IsInline)
    F.setLinkage(GlobalValue::InternalLinkage);
  if (F.hasExternalLinkage() && !IsAlone) {
    F.setLinkage(GlobalValue::InternalLinkage);
  } else if (F.hasExternalLinkage()) {
    F.setLinkage(GlobalValue::WeakODRLinkage);
    F.addFnAttr(WasGlobal);
  }
}

/// Not mangled, though C++ made it inline, or static as its type has no name.
static bool hasSourceName(const GlobalVariable &G) {
  return !G.hasPrivateLinkage() && !G.getName().starts_with("_Z") && !G.getName().contains('.');
}

static void linkVariable(GlobalVariable &G) {
  if (G.isDeclaration())
    return;
  bool IsInline = G.hasComdat();
  G.setComdat(nullptr);
  bool IsGlobal = G.hasSection() ? IsInline || G.getSection() == ".maps" : hasSourceName(G);
  if (IsGlobal && (IsInline || G.hasLocalLinkage()))
    G.setLinkage(GlobalValue::ExternalLinkage);
  else if (IsInline)
    G.setLinkage(GlobalValue::InternalLinkage);
}

PreservedAnalyses LinkagePass::run(Module &M, ModuleAnalysisManager &) {
  for (GlobalAlias &A : make_early_inc_range(M.aliases())) {
    A.replaceAllUsesWith(A.getAliasee());
    A.eraseFromParent();
  }
  for (Function &F : M)
    linkFunction(F);
  for (GlobalVariable &G : M.globals())
    linkVariable(G);
  return PreservedAnalyses::none();
}

PreservedAnalyses RestoreLinkagePass::run(Module &M, ModuleAnalysisManager &) {
  for (Function &F : M) {
    // libbpf takes .text.unlikely. and .text.hot. for sections of programs.
    F.removeFnAttr(Attribute::Cold);
    F.removeFnAttr(Attribute::Hot);
    if (!F.hasFnAttribute(WasGlobal))
      continue;
    F.removeFnAttr(WasGlobal);
    if (F.hasWeakODRLinkage())
      F.setLinkage(GlobalValue::ExternalLinkage);
  }
  return PreservedAnalyses::all();
}
