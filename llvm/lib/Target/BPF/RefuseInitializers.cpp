// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Code that would have to run before the program, or after it. libbpf knows no
// .init_array: the variable would silently keep its zeros. What LLVM could evaluate at
// compile time is not here any more.

#include "Refuse.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

/// Whether I was written, after inlining, in clang's function that initialises a variable.
static bool initializesVariable(const Instruction &I) {
  for (const DILocation *L = I.getDebugLoc(); L; L = L->getInlinedAt())
    if (L->getScope()->getSubprogram()->getName().starts_with("__cxx_global_var_init"))
      return true;
  return false;
}

/// Reports at the destructor: its registration has no line.
static bool refuseDestructor(const Instruction &I, Refusals &R) {
  auto *Call = dyn_cast<CallBase>(&I);
  const Function *Callee = Call ? Call->getCalledFunction() : nullptr;
  if (!Callee || Callee->getName() != "__cxa_atexit")
    return false;
  std::string Variable = demangle(Call->getArgOperand(1)->getName());
  auto *Destructor = dyn_cast<Function>(Call->getArgOperand(0));
  if (Destructor && Destructor->getSubprogram())
    R.report(*Destructor, Message::DestructorAtExitOf, Variable);
  else
    R.report(I, Message::DestructorAtExitOf, Variable);
  return true;
}

static void refuseInitFunction(Function &F, Refusals &R) {
  bool IsClangs = F.getName().starts_with("_GLOBAL__") || F.getName().starts_with("__cxx_global");
  if (!IsClangs)
    return R.report(F, Message::ConstructorFunction, sourceName(F));
  for (const Instruction &I : instructions(F)) {
    if (!refuseDestructor(I, R) && initializesVariable(I))
      R.report(I, Message::GlobalInitializer);
  }
  F.deleteBody(); // the other rules have nothing to add
}

void flexnet::refuseInitializers(Module &M, Refusals &R) {
  for (const char *Name : {"llvm.global_ctors", "llvm.global_dtors"}) {
    GlobalVariable *List = M.getNamedGlobal(Name);
    auto *Entries = List ? dyn_cast<ConstantArray>(List->getInitializer()) : nullptr;
    if (!Entries)
      continue;
    for (const Use &U : Entries->operands())
      if (auto *F = dyn_cast<Function>(cast<Constant>(U)->getOperand(1)->stripPointerCasts()))
        refuseInitFunction(*F, R);
    List->eraseFromParent();
  }
}

void flexnet::refuseStatic(const Instruction &I, Refusals &R) {
  auto *Load = dyn_cast<LoadInst>(&I);
  auto *Guard = Load ? dyn_cast<GlobalVariable>(Load->getPointerOperand()) : nullptr;
  if (!Guard || !Guard->getName().starts_with("_ZGV"))
    return;
  std::string Name = demangle(Guard->getName()); // "guard variable for f()::x"
  R.report(I, Message::StaticInitializerOf, StringRef(Name).rsplit("::").second);
}
