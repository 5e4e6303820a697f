// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: executors that the kernel itself runs, by bpf_wq.
//
// flexnet/kernel_worker.h has the work item's callback, which asks for what only the compiler
// knows:
//
//   call void @__flexnet_run_executor(ptr %w)    the executors of worker w
//   call i64 @__flexnet_inserted()               sum of all queues' tails
//   call i64 @__flexnet_taken()                  sum of all queues' heads
//
// Where nobody could use it, header code goes: see there.

#include "Coroutine.h"

#include "flexnet/abi.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;
using namespace llvm::flexnet;

/// Replaces each call of a marker in front of which Answer leaves code.
static void replaceCalls(Module &M, StringRef Name,
                         function_ref<Value *(IRBuilder<> &, CallInst &)> Answer) {
  Function *Marker = M.getFunction(Name);
  if (!Marker)
    return;
  for (User *U : make_early_inc_range(Marker->users())) {
    auto *Call = cast<CallInst>(U);
    IRBuilder<> B(Call);
    Value *V = Answer(B, *Call);
    if (V)
      Call->replaceAllUsesWith(V);
    Call->eraseFromParent();
  }
}

/// V, of which nothing is known, where it stands: else the sums of all sets are computed together,
/// and with many executors the stack has no room for what they are made of.
static Value *computedHere(IRBuilder<> &B, Value *V) {
  Type *T = V->getType();
  return B.CreateCall(InlineAsm::get(FunctionType::get(T, {T}, false), "",
                                     T->isIntegerTy(64) ? "=r,0" : "=w,0", /*hasSideEffects=*/true),
                      {V});
}

/// Sum of a word of each queue's, in a loop for each set.
static Value *sum(IRBuilder<> &B, CallInst &Before, ArrayRef<QueueSet> Sets, uint64_t Offset) {
  Value *Total = B.getInt64(0);
  for (const QueueSet &Set : Sets) {
    if (!Set.isExecuted())
      continue;
    BasicBlock *Entry = Before.getParent();
    BasicBlock *Done = Entry->splitBasicBlock(Before.getIterator(), "summed");
    BasicBlock *Loop = BasicBlock::Create(B.getContext(), "sum", Entry->getParent(), Done);
    Entry->getTerminator()->setSuccessor(0, Loop);
    B.SetInsertPoint(Loop);
    PHINode *Queue = B.CreatePHI(B.getInt64Ty(), 2, "queue");
    PHINode *So = B.CreatePHI(B.getInt64Ty(), 2, "sum");
    Value *At = B.CreateMul(Queue, B.getInt64(sizeof(flexnet_queue)));
    Value *Word = B.CreateInBoundsGEP(B.getInt8Ty(), Set.Map, B.CreateAdd(At, B.getInt64(Offset)));
    Value *Sum = B.CreateAdd(So, B.CreateAlignedLoad(B.getInt64Ty(), Word, Align(8), /*isVolatile=*/true));
    Value *Next = B.CreateAdd(Queue, B.getInt64(1));
    Queue->addIncoming(B.getInt64(0), Entry);
    Queue->addIncoming(Next, Loop);
    So->addIncoming(Total, Entry);
    So->addIncoming(Sum, Loop);
    B.CreateCondBr(B.CreateICmpULT(Next, B.getInt64(Set.Constants[SetQueues])), Loop, Done);
    B.SetInsertPoint(&Before);
    Total = computedHere(B, Sum);
  }
  return Total;
}

/// A copy to be called. Of several none is inlined: the stack would hold the locals of all.
static Function *makeCallable(const Executor &E, bool Inline) {
  ValueToValueMapTy Map;
  Function *Body = CloneFunction(E.F, Map);
  Body->setLinkage(GlobalValue::InternalLinkage);
  Body->setSection("");
  Body->removeFnAttr(Inline ? Attribute::NoInline : Attribute::AlwaysInline);
  Body->addFnAttr(Inline ? Attribute::AlwaysInline : Attribute::NoInline);
  return Body;
}

/// Worker w of W runs executor w % n; if W is less than n, w + W, w + 2 W ... as well, as those of
/// libflexnet do.
static void runExecutors(IRBuilder<> &B, CallInst &Call, ArrayRef<Executor> Executors) {
  Value *Worker = Call.getArgOperand(0);
  if (Executors.empty())
    return;
  if (Executors.size() == 1) {
    B.CreateCall(makeCallable(Executors[0], /*Inline=*/true), {Worker});
    return;
  }
  auto Field = [&](uint64_t Offset) {
    return B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), Worker, Offset);
  };
  Value *Number = B.CreateLoad(B.getInt32Ty(), Field(offsetof(flexnet_worker_ctx, worker)), "worker");
  Value *Workers =
      B.CreateLoad(B.getInt32Ty(), Field(offsetof(flexnet_worker_ctx, workers)), "workers");
  Value *Next = B.CreateURem(Number, B.getInt32(Executors.size()), "next");
  for (auto [I, E] : enumerate(Executors)) {
    BasicBlock *Entry = Call.getParent();
    BasicBlock *After = Entry->splitBasicBlock(Call.getIterator(), "after");
    BasicBlock *Case = BasicBlock::Create(B.getContext(), "executor", Entry->getParent(), After);
    Entry->getTerminator()->eraseFromParent();
    B.SetInsertPoint(Entry);
    B.CreateCondBr(B.CreateICmpEQ(Next, B.getInt32(I)), Case, After);
    B.SetInsertPoint(Case);
    if (I) // of each of its own
      B.CreateStore(B.getInt64(0), Field(offsetof(flexnet_worker_ctx, polls)));
    B.CreateCall(makeCallable(E, /*Inline=*/false), {Worker});
    Value *Later = computedHere(B, B.CreateAdd(Next, Workers));
    B.CreateBr(After);
    B.SetInsertPoint(&Call);
    PHINode *Phi = PHINode::Create(B.getInt32Ty(), 2, "next", After->begin());
    Phi->addIncoming(Next, Entry);
    Phi->addIncoming(Later, Case);
    Next = Phi;
  }
}

void flexnet::callExecutors(ArrayRef<Executor> Executors, Module &M) {
  replaceCalls(M, marker::RunExecutor, [&](IRBuilder<> &B, CallInst &Call) -> Value * {
    runExecutors(B, Call, Executors);
    return nullptr;
  });
}

/// A program of a type that the kernel refuses maps with a work item.
static bool isTracing(const Function &F) {
  static constexpr StringLiteral Prefixes[] = {
      "raw_tp", "raw_tracepoint", "tp/",      "tracepoint/", "kprobe", "kretprobe",
      "uprobe", "uretprobe",      "ksyscall", "kretsyscall", "usdt",   "perf_event"};
  return any_of(Prefixes, [&](StringRef P) { return F.getSection().starts_with(P); });
}

void flexnet::createKernelWorkers(ArrayRef<QueueSet> Sets, ArrayRef<Executor> Executors,
                                  Module &M) {
  Function *Start = M.getFunction(FLEXNET_KERNEL_START_PROGRAM);
  if (!Start)
    return;
  bool Possible = !Executors.empty() && none_of(M, isTracing) &&
                  none_of(Sets, [](const QueueSet &S) { return S.Packet != 0; });
  replaceCalls(M, marker::HasKernelWorkers, [&](IRBuilder<> &B, CallInst &Call) {
    return ConstantInt::get(Call.getType(), Possible);
  });
  if (!Possible) {
    removeFromUsedLists(M, [Start](Constant *C) { return C->stripPointerCasts() == Start; });
    Start->eraseFromParent();
    auto nothing = [](IRBuilder<> &, CallInst &Call) -> Value * {
      return Call.getType()->isVoidTy() ? nullptr : Constant::getNullValue(Call.getType());
    };
    for (StringRef Name : {marker::Inserted, marker::Taken, marker::RunExecutor})
      replaceCalls(M, Name, nothing);
    return;
  }
  replaceCalls(M, marker::Inserted, [&](IRBuilder<> &B, CallInst &Call) {
    return sum(B, Call, Sets, offsetof(flexnet_queue, tail));
  });
  replaceCalls(M, marker::Taken, [&](IRBuilder<> &B, CallInst &Call) {
    return sum(B, Call, Sets, offsetof(flexnet_queue, head));
  });
  callExecutors(Executors, M);
}
