// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: clang's coroutine intrinsics become plain control flow and markers.
//
// Clang describes a coroutine to LLVM as a heap frame with a resume and a destroy
// function. The kernel verifier knows neither heap nor indirect calls (callx is
// "unknown opcode 8d"), so nothing of that may survive.
//
// Before:                                        After:
//   %id = coro.id(%promise)                        (%promise is an ordinary local)
//   %need = coro.alloc(%id)                        false: nothing is allocated
//   %hdl = coro.begin(%id, %mem)                   null
//   %save = coro.save(null)
//   %b = coro.await.suspend.bool(%a, %hdl, @w)     %b = call i1 @w(%a, inttoptr(7))
//   %s = coro.suspend(%save, false)                %s = call i1 @flexnet.suspend(7)
//   switch %s, %ret [0: %go, 1: %destroy]          br i1 %s, %cont, %ret
//                                                cont:
//                                                  call void @flexnet.resumed(7)
//                                                  br %go
//   coro.is_in_ramp()                              true: every program returns the
//                                                  verdict of its own promise
//
// The handle that header code sees in await_suspend() is the number of the
// suspension point. %destroy is gone: no one destroys a suspended coroutine.
//
// flexnet.resumed has side effects, so that SimplifyCFG cannot pull the
// continuation above the branch, where it would run in the wrong program.

#include "Coroutine.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Coroutines/CoroInstr.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;
using namespace llvm::flexnet;

CallInst *flexnet::asMarker(Instruction &I, StringRef Name) {
  auto *Call = dyn_cast<CallInst>(&I);
  if (!Call || !Call->getCalledFunction() || Call->getCalledFunction()->getName() != Name)
    return nullptr;
  return Call;
}

const CallInst *flexnet::asMarker(const Instruction &I, StringRef Name) {
  return asMarker(const_cast<Instruction &>(I), Name);
}

uint64_t flexnet::markerId(const CallInst &Call) {
  const Value *V = Call.getArgOperand(0);
  if (auto *CE = dyn_cast<ConstantExpr>(V); CE && CE->getOpcode() == Instruction::IntToPtr)
    V = CE->getOperand(0);
  // Suspensions are numbered from 1. Of larger keys DenseMap has some for itself.
  if (auto *CI = dyn_cast<ConstantInt>(V); CI && CI->getValue().isIntN(32))
    return CI->getZExtValue();
  return 0;
}

static FunctionCallee declareMarker(Module &M, StringRef Name, Type *Result) {
  LLVMContext &C = M.getContext();
  FunctionCallee Callee = M.getOrInsertFunction(Name, Result, Type::getInt64Ty(C));
  auto *F = cast<Function>(Callee.getCallee());
  F->addFnAttr(Attribute::NoDuplicate);
  F->addFnAttr(Attribute::NoMerge);
  F->addFnAttr(Attribute::NoUnwind);
  return Callee;
}

/// The call of await_suspend() that belongs to a suspension: it follows coro.save.
static CoroAwaitSuspendInst *awaitOf(AnyCoroSuspendInst &Suspend) {
  auto *Save = cast<CoroSuspendInst>(Suspend).getCoroSave();
  for (auto I = Save->getIterator(), E = Save->getParent()->end(); I != E; ++I)
    if (auto *Await = dyn_cast<CoroAwaitSuspendInst>(&*I))
      return Await;
  return nullptr;
}

/// Clang's form of a suspension, in which all that follows relies on. Bitcode of others may
/// have another.
static bool isAsClangMakesIt(CoroSuspendInst &Suspend) {
  if (!isa<CoroSaveInst>(Suspend.getArgOperand(0)) || !Suspend.hasOneUse())
    return false;
  CoroAwaitSuspendInst *Await = awaitOf(Suspend);
  auto *Wrapper = Await ? dyn_cast<Function>(Await->getArgOperand(2)) : nullptr;
  if (!Wrapper || Wrapper->arg_size() != 2 || !Wrapper->getArg(0)->getType()->isPointerTy() ||
      !Wrapper->getArg(1)->getType()->isPointerTy() || !isa<CallInst>(Await))
    return false;
  if (Await->getIntrinsicID() != Intrinsic::coro_await_suspend_handle &&
      Wrapper->getReturnType() != Await->getType())
    return false;
  auto *Switch = dyn_cast<SwitchInst>(Suspend.user_back());
  if (!Switch || Switch->getNumCases() != 2)
    return false;
  auto *Byte = IntegerType::getInt8Ty(Suspend.getContext());
  BasicBlock *Go = Switch->findCaseValue(ConstantInt::get(Byte, 0))->getCaseSuccessor();
  BasicBlock *Destroy = Switch->findCaseValue(ConstantInt::get(Byte, 1))->getCaseSuccessor();
  return Go != Switch->getDefaultDest() && Go != Destroy;
}

/// Whether the coroutine has clang's form; else says that it has not.
static bool checkForm(Function &F, ArrayRef<CoroSuspendInst *> Suspends, SplitContext &Ctx) {
  SmallPtrSet<const Instruction *, 8> Awaits;
  for (CoroSuspendInst *S : Suspends)
    if (!isAsClangMakesIt(*S) || !Awaits.insert(awaitOf(*S)).second)
      Ctx.report(S->getDebugLoc(), Message::ForeignCoroutine, F.getName());
  for (Instruction &I : instructions(F))
    if (auto *Id = dyn_cast<CoroIdInst>(&I))
      if (Value *Promise = Id->getArgOperand(1)->stripPointerCasts();
          !isa<AllocaInst, ConstantPointerNull>(Promise))
        Ctx.report(I.getDebugLoc(), Message::ForeignCoroutine, F.getName());
  return !Ctx.Failed;
}

/// Turns one suspension into the markers; Id names it from here on.
static void lowerSuspend(CoroSuspendInst &Suspend, uint64_t Id, SplitContext &Ctx) {
  Module &M = Ctx.M;
  LLVMContext &C = M.getContext();
  IRBuilder<> B(&Suspend);
  Constant *IdValue = B.getInt64(Id);

  CoroAwaitSuspendInst *Await = awaitOf(Suspend);
  B.SetInsertPoint(Await);
  Function *Wrapper = Await->getWrapperFunction();
  if (Await->getIntrinsicID() == Intrinsic::coro_await_suspend_handle) {
    Ctx.report(Await->getDebugLoc(), Message::AwaitReturnsHandle);
    B.CreateUnreachable();
    return;
  }
  Wrapper->removeFnAttr(Attribute::NoInline);
  Wrapper->addFnAttr(Attribute::AlwaysInline);
  CallInst *Call = B.CreateCall(
      Wrapper, {Await->getAwaiter(), ConstantExpr::getIntToPtr(IdValue, B.getPtrTy())});
  Await->replaceAllUsesWith(Call);
  Await->eraseFromParent();

  // switch i8 %suspend, label %ret [i8 0, label %go  i8 1, label %destroy]
  auto *Switch = cast<SwitchInst>(*Suspend.user_begin());
  BasicBlock *From = Switch->getParent();
  BasicBlock *Return = Switch->getDefaultDest();
  BasicBlock *Go = Switch->findCaseValue(B.getInt8(0))->getCaseSuccessor();
  BasicBlock *Destroy = Switch->findCaseValue(B.getInt8(1))->getCaseSuccessor();

  BasicBlock *Continue = BasicBlock::Create(C, "resumed", From->getParent(), Go);
  IRBuilder<> BC(Continue);
  BC.SetCurrentDebugLocation(Suspend.getDebugLoc());
  BC.CreateCall(declareMarker(M, marker::Resumed, BC.getVoidTy()), {IdValue});
  BC.CreateBr(Go);
  Go->replacePhiUsesWith(From, Continue);
  Destroy->removePredecessor(From);

  B.SetInsertPoint(Switch);
  B.SetCurrentDebugLocation(Suspend.getDebugLoc());
  Value *Resumes = B.CreateCall(declareMarker(M, marker::Suspend, B.getInt1Ty()), {IdValue});
  B.CreateCondBr(Resumes, Continue, Return);
  Switch->eraseFromParent();
  Suspend.eraseFromParent();
}

AllocaInst *flexnet::lowerCoroutine(Function &F, SplitContext &Ctx) {
  for (StringRef Name : {marker::SuspendOn, marker::Save, marker::Executed, marker::Owned}) // one for each point, never two
    if (Function *Marker = Ctx.M.getFunction(Name)) {
      Marker->addFnAttr(Attribute::NoDuplicate);
      Marker->addFnAttr(Attribute::NoMerge);
    }
  static constexpr uint64_t FirstId = 1; // 0 is the null handle of coroutine_handle<>()
  SmallVector<CoroSuspendInst *, 8> Suspends;
  for (Instruction &I : instructions(F))
    if (auto *S = dyn_cast<CoroSuspendInst>(&I))
      Suspends.push_back(S);
  if (!checkForm(F, Suspends, Ctx))
    return nullptr;
  uint64_t Id = FirstId;
  for (CoroSuspendInst *S : Suspends)
    lowerSuspend(*S, Id++, Ctx);
  if (Ctx.Failed)
    return nullptr;

  LLVMContext &C = F.getContext();
  SmallVector<IntrinsicInst *, 16> Others;
  for (Instruction &I : instructions(F))
    if (auto *II = dyn_cast<IntrinsicInst>(&I))
      Others.push_back(II);
  AllocaInst *Promise = nullptr;
  SmallVector<IntrinsicInst *, 8> Dead;
  for (IntrinsicInst *II : Others) {
    Value *With = nullptr;
    switch (II->getIntrinsicID()) {
    case Intrinsic::coro_id:
      Promise = cast<CoroIdInst>(II)->getPromise();
      break;
    case Intrinsic::coro_alloc:
      With = ConstantInt::getFalse(C);
      break;
    case Intrinsic::coro_is_in_ramp:
      With = ConstantInt::getTrue(C);
      break;
    case Intrinsic::coro_size:
    case Intrinsic::coro_align:
    case Intrinsic::coro_begin:
    case Intrinsic::coro_free:
      With = Constant::getNullValue(II->getType());
      break;
    case Intrinsic::coro_save:
    case Intrinsic::coro_end:
      break;
    default:
      continue;
    }
    if (With)
      II->replaceAllUsesWith(With);
    Dead.push_back(II);
  }
  // coro.id is the token of the others: it goes last.
  for (IntrinsicInst *II : reverse(Dead))
    II->eraseFromParent();
  F.removeFnAttr(Attribute::PresplitCoroutine);
  F.addFnAttr("flexnet.coroutine");
  removeUnreachableBlocks(F);
  return Promise;
}
