// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: the addresses of a packet stay 64 bits wide on their way through a loop.
//
// `ctx->data` is a load of 32 bits, which the verifier turns into an address. Where LLVM reads
// it in front of a loop and again at the end of each turn, it merges the 32 bits, and a move
// of 32 bits is a number to the verifier: "R4 invalid mem access 'scalar'".
//
//   before                                      after
//   %a = load i32, ptr %ctx                     %a = load i32, ptr %ctx
//   ...                                         %a64 = zext i32 %a to i64
//   %d = phi i32 [%a, ...], [%b, ...]           %d = phi i64 [%a64, ...], [%b64, ...]
//   %d64 = zext i32 %d to i64                   %p = inttoptr i64 %d to ptr
//   %p = inttoptr i64 %d64 to ptr

#include "llvm/FlexNet/PacketPointer.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
class Widener {
public:
  /// Whether V merges nothing but loads, and is not one itself.
  static bool merges(Value *V) {
    SmallPtrSet<Value *, 8> Seen;
    return isa<PHINode>(V) && mergesLoads(V, Seen);
  }

  Value *wide(Value *V) {
    if (Value *Known = Wide.lookup(V))
      return Known;
    auto *I = cast<Instruction>(V);
    auto *Phi = dyn_cast<PHINode>(I);
    Type *Register = Type::getInt64Ty(V->getContext());
    if (!Phi) {
      IRBuilder<> B(I->getNextNode());
      return Wide[V] = B.CreateZExt(V, Register, V->getName());
    }
    IRBuilder<> B(Phi);
    PHINode *New = B.CreatePHI(Register, Phi->getNumIncomingValues(), Phi->getName());
    Wide[V] = New; // before its operands: one of them may be itself
    for (auto [Incoming, From] : zip(Phi->incoming_values(), Phi->blocks()))
      New->addIncoming(wide(Incoming), From);
    return New;
  }

private:
  DenseMap<Value *, Value *> Wide;

  static bool mergesLoads(Value *V, SmallPtrSetImpl<Value *> &Seen) {
    if (!Seen.insert(V).second)
      return true;
    auto *Phi = dyn_cast<PHINode>(V);
    return Phi ? all_of(Phi->incoming_values(), [&](Value *In) { return mergesLoads(In, Seen); })
               : isa<LoadInst>(V);
  }
};
} // namespace

PreservedAnalyses PacketPointerPass::run(Function &F, FunctionAnalysisManager &) {
  SmallVector<ZExtInst *, 8> Found;
  for (Instruction &I : instructions(F))
    if (auto *Extended = dyn_cast<ZExtInst>(&I);
        Extended && Extended->getSrcTy()->isIntegerTy(32) && Extended->getDestTy()->isIntegerTy(64) &&
        any_of(Extended->users(), [](const User *U) { return isa<IntToPtrInst>(U); }) &&
        Widener::merges(Extended->getOperand(0)))
      Found.push_back(Extended);
  Widener W;
  for (ZExtInst *Extended : Found) {
    Extended->replaceAllUsesWith(W.wide(Extended->getOperand(0)));
    Extended->eraseFromParent();
  }
  return Found.empty() ? PreservedAnalyses::all() : PreservedAnalyses::none();
}
