// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: the state of the coroutine's packet becomes a local, where its verdict needs it.
//
// On a stock kernel the layers of the receive side are one step, XDP_PASS, and those of the
// send side another, XDP_TX; both come after the program. return_value() asks how many have
// run (flexnet/coroutine.h). So functions that move the packet on store the new state:
//
// Before:  call void @eth_rcv(ptr %ctx)                 After:  store i32 1, ptr %stage
//          %s = call i32 @__flexnet_stage(ptr %ctx)             call void @eth_rcv(ptr %ctx)
//                                                               %s = load i32, ptr %stage
//
// The order has been checked (Typestate.cpp), and what asks for no state costs nothing.

#include "Typestate.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
class Stages {
public:
  Stages(Function &F, const Typestates &T, SplitContext &Ctx) : F(F), T(T), Ctx(Ctx), Of(F) {}

  void run() {
    for (Instruction &I : make_early_inc_range(instructions(F))) {
      if (auto *Sent = asMarker(I, marker::Sent)) {
        Sent->replaceAllUsesWith(ConstantInt::get(
            Sent->getType(), F.getSection() == TxSection ? 0 /* TC_ACT_OK */ : 3 /* XDP_TX */));
        Sent->eraseFromParent();
      } else if (CallInst *Read = asked(I)) {
        Asked = Of.of(Read->getArgOperand(0));
        Read->replaceAllUsesWith(
            new LoadInst(Read->getType(), stage(), "stage", Read->getIterator()));
        Read->eraseFromParent();
      } else if (auto *Call = dyn_cast<CallBase>(&I); Call && Call->getCalledFunction()) {
        for (const Transition &Does : T.of(*Call->getCalledFunction()))
          if (Does.Of->IsTold)
            store(*Call, Does);
      }
    }
    for (auto [Call, Object] : Moved)
      if (Asked && Object != *Asked) {
        Ctx.report(Call->getDebugLoc(), Message::NotOwnPacket);
        return;
      }
  }

private:
  Function &F;
  const Typestates &T;
  SplitContext &Ctx;
  Instances Of;
  AllocaInst *Stage = nullptr;
  std::optional<Instance> Asked;
  SmallVector<std::pair<CallBase *, Instance>, 8> Moved;

  static CallInst *asked(Instruction &I) {
    CallInst *AtReturn = asMarker(I, marker::Stage);
    return AtReturn ? AtReturn : asMarker(I, marker::Layer);
  }

  AllocaInst *stage() {
    if (!Stage) {
      IRBuilder<> B(&*F.getEntryBlock().getFirstInsertionPt());
      Stage = B.CreateAlloca(B.getInt32Ty(), nullptr, "stage");
      B.CreateStore(B.getInt32(0), Stage);
    }
    return Stage;
  }

  /// All ways of one function lead to one value, or keep it.
  void store(CallBase &Call, const Transition &Does) {
    const auto &States = Does.Of->States;
    std::optional<int64_t> Value;
    for (auto [From, To] : enumerate(Does.To))
      if (To != Transition::Refused && States[To].Value != States[From].Value)
        Value = States[To].Value;
    if (!Value)
      return;
    Moved.push_back({&Call, Of.of(Call.getArgOperand(Does.Argument))});
    IRBuilder<>(&Call).CreateStore(ConstantInt::get(stage()->getAllocatedType(), *Value), stage());
  }
};
} // namespace

void flexnet::lowerStage(Function &F, const Typestates &T, SplitContext &Ctx) {
  Stages(F, T, Ctx).run();
}
