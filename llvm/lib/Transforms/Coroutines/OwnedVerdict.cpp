// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: kernel runtime: bpf_redirect() of a packet that a coroutine owns.
//
// In XDP the helper notes the device, and the kernel sends the packet when the program returns
// XDP_REDIRECT. A program of struct_ops has no such helper; the packet is sent by a kfunc that header
// code calls at the end, flexnet::detail::owned_packet::end():
//
//   %v = call i64 @bpf_redirect(i32 %ifindex, i64 0)     store i32 %ifindex, ptr %to
//                                                        %v is 4, XDP_REDIRECT
//   %i = call i32 @__flexnet_redirected()                %i = load i32, ptr %to

#include "Coroutine.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::flexnet;
using namespace llvm::PatternMatch;

enum Helper : uint64_t { BpfRedirect = 23, BpfRedirectMap = 51 };
static constexpr unsigned XdpRedirect = 4;

static bool calls(const CallInst &Call, Helper Number) {
  return match(Call.getCalledOperand(), m_IntToPtr(m_SpecificInt(Number)));
}

void flexnet::lowerRedirects(SuspendPoint &P, SplitContext &Ctx) {
  Function &F = *P.Resume;
  IRBuilder<> B(&*F.getEntryBlock().begin());
  AllocaInst *To = nullptr;
  auto target = [&] {
    if (!To) {
      To = B.CreateAlloca(B.getInt32Ty(), nullptr, "redirected");
      B.CreateStore(B.getInt32(0), To);
    }
    return To;
  };
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    auto *Call = dyn_cast<CallInst>(&I);
    if (!Call)
      continue;
    if (P.LookAt && calls(*Call, BpfRedirectMap)) {
      DebugLoc Where = userLocation(Call->getDebugLoc());
      Ctx.report(Where ? Where : P.Loc, Message::RedirectMapOfOwned);
      Ctx.report(P.Loc, Message::SuspendedHere, P.Set->getName());
      return;
    }
    Value *Answer = nullptr;
    if (P.LookAt && calls(*Call, BpfRedirect)) {
      new StoreInst(Call->getArgOperand(0), target(), Call->getIterator());
      Answer = ConstantInt::get(Call->getType(), XdpRedirect);
    } else if (asMarker(I, marker::Redirected)) {
      Answer = new LoadInst(Call->getType(), target(), "", Call->getIterator());
    } else {
      continue;
    }
    Call->replaceAllUsesWith(Answer);
    Call->eraseFromParent();
  }
}
