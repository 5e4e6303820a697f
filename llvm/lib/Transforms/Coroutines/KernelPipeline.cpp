// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: kernel runtime: what the module flexnet calls.
//
// flexnet/kernel_pipeline.h has the programs of `struct flexnet_ops`, which ask for what only the
// compiler knows:
//
//   call i32 @__flexnet_enter(ptr %rx)          switch over suspension points: into the queue, or
//                                               on at once if it refuses, by the policy `deliver`
//   call i32 @__flexnet_enter_tx(ptr %tx)       the coroutine in SEC("flexnet/tx"), if there is one
//   call void @__flexnet_run_executor(ptr %w)   the executors of worker w
//
// The coroutine and the executors are no programs of their own then: the kernel lets no other type
// of program call what packets need.

#include "Coroutine.h"

#include "flexnet/kernel_runtime.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/DIBuilder.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
class EnterBuilder {
public:
  EnterBuilder(Function &F, ArrayRef<QueueSet> Sets, SplitContext &Ctx)
      : F(F), Sets(Sets), Ctx(Ctx), B(F.getContext()) {}

  void run() {
    F.setLinkage(GlobalValue::InternalLinkage);
    F.addFnAttr(Attribute::AlwaysInline);
    B.SetInsertPoint(BasicBlock::Create(F.getContext(), "entry", &F));
    describe();
    BasicBlock *None = BasicBlock::Create(F.getContext(), "none", &F);
    IRBuilder<>(None).CreateRet(B.getInt32(FLEXNET_RX_DROP));
    Value *Number =
        B.CreateLoad(B.getInt32Ty(), B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), F.getArg(0),
                                                                  offsetof(flexnet_rx_ctx, point)));
    SwitchInst *Switch = B.CreateSwitch(Number, None);
    for (const QueueSet &Set : Sets)
      for (const SuspendPoint *P : Set.Points)
        if (P->Owns && P->HandOver) { // else the ramp inserts: it has the packet
          BasicBlock *Case = BasicBlock::Create(F.getContext(), "point", &F);
          Switch->addCase(B.getInt32(P->Index), Case);
          B.SetInsertPoint(Case);
          enter(Set, *P);
        }
    inlineMarkers(F);
    simplifyCoroutine(F, Ctx.FAM);
  }

private:
  Function &F;
  ArrayRef<QueueSet> Sets;
  SplitContext &Ctx;
  IRBuilder<> B;

  void describe() {
    F.setSubprogram(nullptr);
    for (const QueueSet &Set : Sets)
      for (const SuspendPoint *P : Set.Points)
        if (DISubprogram *Ramp = P->Ramp->getSubprogram(); Ramp && !F.getSubprogram()) {
          DIBuilder DIB(Ctx.M, /*AllowUnresolved=*/false, Ramp->getUnit());
          DIType *Int = DIB.createBasicType("unsigned int", 32, dwarf::DW_ATE_unsigned);
          F.setSubprogram(describeFunction(F, *Ramp, Ramp->getLine(), Int,
                                           {{"handed_over", DIB.createPointerType(Int, 64)}}));
        }
    if (DISubprogram *SP = F.getSubprogram())
      B.SetCurrentDebugLocation(DILocation::get(F.getContext(), SP->getLine(), 0, SP));
  }

  void enter(const QueueSet &Set, const SuspendPoint &P) {
    BasicBlock &Entry = F.getEntryBlock();
    auto *Frame = new AllocaInst(B.getPtrTy(), 0, "frame", Entry.begin());
    auto *Verdict = new AllocaInst(B.getInt32Ty(), 0, "verdict", Entry.begin());
    Value *Packet = B.CreateCall(P.HandOver, {Set.Map, F.getArg(0), B.getInt32(P.Index),
                                              B.getInt32(P.Layer), B.getInt32(P.FrameSize), Frame,
                                              Verdict});
    BasicBlock *GoesOn = BasicBlock::Create(F.getContext(), "goes_on", &F);
    BasicBlock *Done = BasicBlock::Create(F.getContext(), "done", &F);
    B.CreateCondBr(B.CreateIsNull(Packet), Done, GoesOn);
    B.SetInsertPoint(GoesOn);
    B.CreateCall(P.Resume, {Packet, B.CreateLoad(B.getPtrTy(), Frame), B.getFalse()});
    B.CreateBr(Done);
    B.SetInsertPoint(Done);
    B.CreateRet(B.CreateLoad(B.getInt32Ty(), Verdict));
  }
};
} // namespace

/// The boundaries that P's packet comes to.
static unsigned stopsOf(const SuspendPoint &P) {
  static constexpr unsigned L4 = FLEXNET_STOP_L3 | FLEXNET_STOP_L4;
  static constexpr unsigned Stops[] = {
      0, FLEXNET_STOP_L3, L4, L4 | FLEXNET_STOP_L5, 0, 0, 0, FLEXNET_STOP_TX2};
  return Stops[P.Layer];
}

/// What only the compiler knows of `flexnet_pipeline`.
static void fillOps(GlobalVariable &Ops, ArrayRef<QueueSet> Sets, bool Sends) {
  uint64_t Packets = 0;
  unsigned Stops = 0;
  for (const QueueSet &Set : Sets) {
    bool Owns = false;
    for (const SuspendPoint *P : Set.Points) {
      if (!P->isExecuted())
        continue;
      Owns |= P->Owns;
      if (P->Owns)
        Stops |= stopsOf(*P);
    }
    if (Owns)
      Packets += uint64_t(Set.Constants[SetQueues]) * Set.Constants[SetDepth];
  }
  auto *Old = cast<ConstantStruct>(Ops.getInitializer());
  SmallVector<Constant *, 16> Fields;
  for (const Use &U : Old->operands())
    Fields.push_back(cast<Constant>(U));
  const StructLayout *Layout = Ops.getParent()->getDataLayout().getStructLayout(Old->getType());
  auto set = [&](uint64_t Offset, uint64_t Value) {
    Constant *&Field = Fields[Layout->getElementContainingOffset(Offset)];
    Field = ConstantInt::get(Field->getType(), Value);
  };
  set(offsetof(flexnet_ops, stops), Stops);
  // One more for each worker, and for each CPU that one comes to.
  Packets += 2 * FLEXNET_MAX_WORKERS;
  set(offsetof(flexnet_ops, packets), std::min<uint64_t>(Packets, FLEXNET_MAX_PACKETS));
  if (!Sends) {
    Constant *&Tx = Fields[Layout->getElementContainingOffset(offsetof(flexnet_ops, tx))];
    Tx = Constant::getNullValue(Tx->getType());
  }
  Ops.setInitializer(ConstantStruct::get(Old->getType(), Fields));
}

static void drop(GlobalValue *V) {
  if (!V)
    return;
  removeFromUsedLists(*V->getParent(), [V](Constant *C) { return C->stripPointerCasts() == V; });
  V->removeDeadConstantUsers();
  if (V->use_empty())
    V->eraseFromParent();
}

static void makePartOfProgram(Function &F) {
  removeFromUsedLists(*F.getParent(), [&F](Constant *C) { return C->stripPointerCasts() == &F; });
  F.setSection("");
  F.setLinkage(GlobalValue::InternalLinkage);
  F.addFnAttr(Attribute::AlwaysInline);
}

/// False if nothing is sent.
static bool createSendSide(SplitContext &Ctx) {
  Function *Sends = nullptr;
  for (Function &F : Ctx.M) {
    if (F.isDeclaration() || F.getSection() != TxSection)
      continue;
    if (Sends) {
      DebugLoc Where;
      if (DISubprogram *SP = F.getSubprogram())
        Where = DILocation::get(F.getContext(), SP->getLine(), 0, SP);
      Ctx.report(Where, Message::TwoSendSides);
      return true;
    }
    Sends = &F;
  }
  if (!Sends)
    return false;
  makePartOfProgram(*Sends);
  Function *Enter = Ctx.M.getFunction(marker::EnterTx);
  Enter->replaceAllUsesWith(Sends);
  Enter->eraseFromParent();
  return true;
}

void flexnet::createPipeline(ArrayRef<QueueSet> Sets, ArrayRef<Executor> Executors,
                             SplitContext &Ctx) {
  if (!Ctx.isKernel())
    return;
  Module &M = Ctx.M;
  EnterBuilder(*M.getFunction(marker::Enter), Sets, Ctx).run();
  dropPacketMarkers(M);
  callExecutors(Executors, M);
  GlobalVariable *Ops = M.getNamedGlobal("flexnet_pipeline");
  bool Sends = createSendSide(Ctx);
  if (Executors.empty()) {
    drop(Ops);
    drop(M.getFunction("flexnet_rx"));
    drop(M.getFunction("flexnet_run"));
  } else {
    fillOps(*Ops, Sets, Sends);
  }
  if (Executors.empty() || !Sends)
    drop(M.getFunction("flexnet_send_side"));
}

void flexnet::dropExecutors(ArrayRef<Executor> Executors, SplitContext &Ctx) {
  if (Ctx.isKernel())
    for (const Executor &E : Executors)
      drop(E.F);
}
