// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: kernel runtime: a packet that waits is in its home, as references are.
//
// Each layer that packets wait in front of has a field of its own type in the map of a set:
//
//   struct work_home { struct flexnet_pkt __kptr *reference_0; struct flexnet_pkt_l3 __kptr *... };
//
//   call void @__flexnet_keep(@work, 0, %frame, %packet)     header code, of rx and of
//   continuations
//     %home = bpf_map_lookup_elem(@work_homes, &cell)
//     %old = bpf_kptr_xchg(&%home->0, %packet)
//     if (%old) flexnet_pkt_release(%old)
//
//   resume()
//     %packet = bpf_kptr_xchg(&%home->0, null)
//     call i32 @f.resume.0(ptr %packet, ptr %frame, i1 true)

#include "HomeCode.h"
#include "Homes.h"

#include "llvm/IR/DebugInfoMetadata.h"

using namespace llvm;
using namespace llvm::flexnet;

/// What keeps a packet that has been through these layers: kernel_packet.h has the functions.
KeptReference flexnet::homeForPacket(unsigned Layer, Module &M) {
  static constexpr StringLiteral Names[] = {
      "flexnet_pkt_release",     "flexnet_pkt_release_l3", "flexnet_pkt_release_l4",
      "flexnet_pkt_release_l5",  "",                       "",
      "flexnet_pkt_release_tx3", "flexnet_pkt_release_tx2"};
  Function *Release = M.getFunction(Names[Layer]);
  auto *Pointer = cast<DIDerivedType>(Release->getSubprogram()->getType()->getTypeArray()[1]);
  return {nullptr, nullptr, Pointer->getBaseType(), Release, /*NotNull=*/true};
}

Value *flexnet::takePacket(const SuspendPoint &P, Value *Frame, IRBuilder<> &B, BasicBlock *None) {
  Function *F = B.GetInsertBlock()->getParent();
  auto stopIfNull = [&](Value *V) {
    BasicBlock *Next = BasicBlock::Create(F->getContext(), "", F);
    B.CreateCondBr(B.CreateIsNull(V), None, Next);
    B.SetInsertPoint(Next);
    return V;
  };
  HomeCode Code(P, B);
  Value *Home = stopIfNull(Code.home(Frame));
  return stopIfNull(Code.exchange(Home, P.Homes.front(), ConstantPointerNull::get(B.getPtrTy())));
}

/// A point of Set whose packets have been through so many layers.
static const SuspendPoint *pointAt(const QueueSet &Set, uint64_t Layer) {
  auto At =
      find_if(Set.Points, [&](const SuspendPoint *P) { return P->Owns && P->Layer == Layer; });
  return At == Set.Points.end() ? nullptr : *At;
}

void flexnet::keepPackets(ArrayRef<QueueSet> Sets, SplitContext &Ctx) {
  Function *Marker = Ctx.M.getFunction(marker::Keep);
  if (!Marker)
    return;
  for (User *U : make_early_inc_range(Marker->users())) {
    auto *Call = cast<CallInst>(U);
    auto Set = find_if(Sets, [&](const QueueSet &S) { return S.Map == Call->getArgOperand(0); });
    if (Set == Sets.end())
      continue; // header code that nobody calls
    const SuspendPoint *P =
        pointAt(*Set, cast<ConstantInt>(Call->getArgOperand(1))->getZExtValue());
    IRBuilder<> B(Call);
    HomeCode Code(*P, B);
    const KeptReference &R = P->Homes.front();
    Value *Frame = Call->getArgOperand(2), *Packet = Call->getArgOperand(3);
    Value *Home = Code.home(Frame);
    Code.onlyIf(
        B.CreateIsNotNull(Home), [&] { Code.releaseIfAny(R, Code.exchange(Home, R, Packet)); },
        [&] { B.CreateCall(R.Release, {Packet}); });
    Call->eraseFromParent();
  }
}
