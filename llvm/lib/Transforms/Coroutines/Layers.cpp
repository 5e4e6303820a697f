// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: checks the order of protocol layers on every path, then makes them a local.
//
// On a stock kernel the layers of the receive side are one step, XDP_PASS, and those of the
// send side another, XDP_TX; both come after the program. So the layers of a side are called
// all, once, in order, with no suspension between, or not at all. The send side follows the
// receive side or stands alone. Only co_yield may stand between the two: the application is
// what receives then.
// flexnet/layers.h marks each call with the stages before and after it.
//
// Before:  call void @__flexnet_layer(i32 0, i32 1)     After:  store i32 1, ptr %stage
//          %s = call i32 @__flexnet_stage()                     %s = load i32, ptr %stage
//
// The check is a forward data flow over the set of stages in which a block can begin.

#include "Coroutine.h"

#include "flexnet/abi.h"

#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;
using namespace llvm::flexnet;

static constexpr unsigned AllLayers = 4, AllSent = 8;
static constexpr StringLiteral LayerAfter[] = {
    "eth_rcv()",    "ip_rcv()",  "tcp_rcv() or udp_rcv()", "socket_rcv()",
    "socket_snd()", "tcp_snd() or udp_snd()", "ip_snd()", "eth_snd()"};

/// Stages at which all layers of a side have run, or none.
static constexpr unsigned Complete = 1u | 1u << AllLayers | 1u << AllSent;

namespace {
/// A set of stages 0 .. AllSent.
using Stages = unsigned;

struct LayerOrder {
  Function &F;
  SplitContext &Ctx;
  DenseMap<BasicBlock *, Stages> In{};

  static unsigned constantArg(const CallInst &Call, unsigned I) {
    return cast<ConstantInt>(Call.getArgOperand(I))->getZExtValue();
  }

  /// Points that suspend on a user queue.
  SmallDenseSet<uint64_t> Yields{};
  bool FromApplication = false;

  bool isYield(const CallInst &Suspend) const { return Yields.contains(markerId(Suspend)); }

  void findYields() {
    for (Instruction &I : instructions(F))
      if (auto *On = asMarker(I, marker::SuspendOn))
        if (auto *Transport = dyn_cast<ConstantInt>(On->getArgOperand(4));
            Transport && Transport->equalsInt(FLEXNET_TRANSPORT_XSK))
          Yields.insert(markerId(*On));
    FromApplication = !Yields.empty();
  }

  static unsigned lowest(Stages S) { return countr_zero(S); }

  void checkLayer(const CallInst &Call, Stages Now) {
    unsigned From = constantArg(Call, 0);
    Stages Right = 1u << From;
    if (From == AllLayers)
      Right |= 1; // a pipeline that only sends
    if (Stages Wrong = Now & ~Right) {
      unsigned Is = lowest(Wrong);
      if (Is == AllLayers)
        Ctx.error("a protocol layer after socket_rcv(): the packet has already gone up",
                  Call.getDebugLoc());
      else if (Is == AllSent)
        Ctx.error("a protocol layer after eth_snd(): the packet has already gone out",
                  Call.getDebugLoc());
      else
        Ctx.error("protocol layers out of order: " + LayerAfter[Is] + " comes next here" +
                      (Now & Right ? " on some path" : ""),
                  Call.getDebugLoc());
    } else if (From == AllLayers && (Now & Right & ~1u) && !FromApplication) {
      Ctx.error("socket_snd() after socket_rcv(), without a co_yield between: it is the application "
                "that receives and sends",
                Call.getDebugLoc());
    }
  }

  void checkSuspend(const CallInst &Call, Stages Now) {
    Stages Between = Now & ~Complete;
    if (Between && F.getSection() == TxSection)
      return; // all of them are over by then: see flexnet/layers.h
    if (Between)
      Ctx.error("suspension between two protocol layers needs the FlexNet kernel runtime; on a "
                "stock kernel suspend before eth_rcv() (" +
                    LayerAfter[lowest(Between)] + " would come next)",
                Call.getDebugLoc());
    else if (Now & (1u << AllSent))
      Ctx.error("suspension after eth_snd(): the packet has already gone out", Call.getDebugLoc());
    else if ((Now & (1u << AllLayers)) && !isYield(Call))
      Ctx.error("suspension after socket_rcv(): the packet has already gone up", Call.getDebugLoc());
  }

  Stages transfer(BasicBlock &BB, Stages Now, bool Report) {
    for (Instruction &I : BB) {
      if (auto *Layer = asMarker(I, marker::Layer)) {
        if (Report)
          checkLayer(*Layer, Now);
        Now = 1u << constantArg(*Layer, 1);
      } else if (auto *Suspend = asMarker(I, marker::Suspend)) {
        if (Report)
          checkSuspend(*Suspend, Now);
      } else if (auto *Stage = asMarker(I, marker::Stage)) { // return_value() reads it
        Stages Between = Now & ~Complete;
        if (Report && Between)
          Ctx.error("the coroutine returns after some protocol layers only: " +
                        LayerAfter[lowest(Between)] + " is missing",
                    Stage->getDebugLoc());
      }
    }
    return Now;
  }

  void run() {
    findYields();
    In[&F.getEntryBlock()] = 1;
    ReversePostOrderTraversal<Function *> Blocks(&F);
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (BasicBlock *BB : Blocks) {
        Stages Out = transfer(*BB, In.lookup(BB), false);
        for (BasicBlock *Next : successors(BB)) {
          Stages &Old = In[Next];
          Changed |= (Old | Out) != Old;
          Old |= Out;
        }
      }
    }
    for (BasicBlock *BB : Blocks)
      transfer(*BB, In.lookup(BB), true);
  }
};
} // namespace

void flexnet::lowerLayers(Function &F, SplitContext &Ctx) {
  LayerOrder{F, Ctx}.run();

  IRBuilder<> B(&*F.getEntryBlock().getFirstInsertionPt());
  AllocaInst *Stage = nullptr;
  auto stage = [&] {
    if (!Stage) {
      Stage = B.CreateAlloca(B.getInt32Ty(), nullptr, "stage");
      B.CreateStore(B.getInt32(0), Stage);
    }
    return Stage;
  };
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    if (auto *Layer = asMarker(I, marker::Layer)) {
      new StoreInst(Layer->getArgOperand(1), stage(), Layer->getIterator());
      Layer->eraseFromParent();
    } else if (auto *Sent = asMarker(I, marker::Sent)) {
      Sent->replaceAllUsesWith(ConstantInt::get(
          Sent->getType(), F.getSection() == TxSection ? 0 /* TC_ACT_OK */ : 3 /* XDP_TX */));
      Sent->eraseFromParent();
    } else if (auto *Read = asMarker(I, marker::Stage)) {
      Read->replaceAllUsesWith(
          new LoadInst(Read->getType(), stage(), "stage", Read->getIterator()));
      Read->eraseFromParent();
    }
  }
}
