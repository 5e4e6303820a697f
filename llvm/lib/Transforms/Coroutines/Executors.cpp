// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: a function in SEC("flexnet/executor") becomes a program that workers run.
//
//   before   define void @rr() section "flexnet/executor" { ... call ptr @__flexnet_worker() ... }
//   after    define i32 @rr(ptr %ctx) section "syscall"   { ... %ctx ... ret i32 0 }
//
// The context is struct flexnet_worker_ctx (flexnet/abi.h). A program of this type is run by
// BPF_PROG_RUN, and a kernel that knows no "flexnet/executor" has nothing else to offer that
// any thread can call.

#include "Coroutine.h"

#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/DIBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

/// The prototype of the program: the kernel wants its parameter named ("Invalid arg#1").
static void describe(DISubprogram &SP, Module &M) {
  DIBuilder DIB(M, /*AllowUnresolved=*/false, SP.getUnit());
  DIType *Int = DIB.createBasicType("int", 32, dwarf::DW_ATE_signed);
  DIType *Context = DIB.createPointerType(nullptr, 64);
  SP.replaceType(DIB.createSubroutineType(DIB.getOrCreateTypeArray({Int, Context})));
  DIB.createParameterVariable(&SP, "ctx", 1, SP.getFile(), SP.getLine(), Context,
                              /*AlwaysPreserve=*/true);
  DIB.finalizeSubprogram(&SP);
}

static Function *makeProgram(Function &F) {
  Module &M = *F.getParent();
  LLVMContext &C = M.getContext();
  Type *Int = Type::getInt32Ty(C);
  auto *Program = Function::Create(FunctionType::get(Int, {PointerType::get(C, 0)}, false),
                                   GlobalValue::ExternalLinkage, "", M);
  Program->takeName(&F);
  Program->copyAttributesFrom(&F);
  Program->setSection("syscall");
  Program->getArg(0)->setName("ctx");
  Program->splice(Program->begin(), &F);
  for (BasicBlock &BB : *Program)
    if (auto *Return = dyn_cast<ReturnInst>(BB.getTerminator())) {
      ReturnInst::Create(C, ConstantInt::get(Int, 0), Return->getIterator())
          ->setDebugLoc(Return->getDebugLoc());
      Return->eraseFromParent();
    }
  if (DISubprogram *SP = F.getSubprogram()) {
    F.setSubprogram(nullptr);
    describe(*SP, M);
    Program->setSubprogram(SP);
  }
  F.replaceAllUsesWith(Program); // llvm.used
  F.eraseFromParent();
  return Program;
}

std::vector<Executor> flexnet::createExecutors(SplitContext &Ctx) {
  SmallVector<Function *, 4> Functions;
  for (Function &F : Ctx.M)
    if (!F.isDeclaration() && F.getSection() == ExecutorSection)
      Functions.push_back(&F);
  std::vector<Executor> Executors;
  for (Function *F : Functions) {
    Function *Program = makeProgram(*F);
    boundLoops(*Program, Ctx);
    Executors.push_back({Program, Program->getSubprogram()});
  }
  Function *Worker = Ctx.M.getFunction(marker::Worker);
  if (!Worker)
    return Executors;
  for (User *U : make_early_inc_range(Worker->users())) {
    auto *Call = cast<CallInst>(U);
    Function *F = Call->getFunction();
    if (is_contained(map_range(Executors, [](const Executor &E) { return E.F; }), F)) {
      Call->replaceAllUsesWith(F->getArg(0));
      Call->eraseFromParent();
    } else if (F->use_empty() && !F->hasSection()) {
      // A helper function, which was inlined into the executors: nobody needs it any more.
      Call->replaceAllUsesWith(Constant::getNullValue(Call->getType()));
      Call->eraseFromParent();
      F->setLinkage(GlobalValue::InternalLinkage);
    } else if (!F->hasFnAttribute(Attribute::AlwaysInline)) {
      Ctx.report(Call->getDebugLoc(), Message::OnlyInExecutor);
    }
  }
  return Executors;
}
