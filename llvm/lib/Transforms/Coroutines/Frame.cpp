// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: places the live values of each suspension point, and checks the size.
//
// A frame is the resume id, one byte, if the queue set has more than one suspension
// point, and then the values at their natural alignment. Large alignments go first;
// smaller ones fill the gap behind the id. There is no padding at the end: what the
// frame takes, the packet's headroom loses.

#include "Coroutine.h"

#include "llvm/IR/DebugInfoMetadata.h"

using namespace llvm;
using namespace llvm::flexnet;

/// The next value to place at Offset: the one of the largest alignment that fits
/// without a gap, else the one that makes the smallest.
static LiveValue *pickNext(MutableArrayRef<LiveValue *> Left, uint64_t Offset) {
  LiveValue *Best = nullptr;
  for (LiveValue *L : Left) {
    if (!L)
      continue;
    if (!Best) {
      Best = L;
      continue;
    }
    bool Fits = isAligned(L->Alignment, Offset), BestFits = isAligned(Best->Alignment, Offset);
    if (Fits != BestFits ? Fits : Fits ? L->Alignment > Best->Alignment : L->Alignment < Best->Alignment)
      Best = L;
  }
  return Best;
}

static void layOut(SuspendPoint &P) {
  SmallVector<LiveValue *, 8> Left;
  for (LiveValue &L : P.Live)
    Left.push_back(&L);
  P.FrameSize = P.HasId ? 1 : 0;
  for (unsigned N = Left.size(); N; --N) {
    LiveValue *L = pickNext(Left, P.FrameSize);
    L->Offset = alignTo(P.FrameSize, L->Alignment);
    P.FrameSize = L->Offset + L->Size;
    *find(Left, L) = nullptr;
  }
}

static void reportTooLarge(const Coroutine &C, SuspendPoint &P, SplitContext &Ctx) {
  Ctx.error("the frame of this co_await needs " + Twine(P.FrameSize) +
                " bytes, but the queue carries at most " + Twine(Ctx.MaxFrame) +
                " in front of a packet",
            P.Loc);
  for (const LiveValue &L : P.Live) {
    DebugLoc Where;
    if (auto *I = dyn_cast<Instruction>(L.V))
      Where = userLocation(I->getDebugLoc());
    Ctx.note("'" + Twine(L.Name) + "' takes " + Twine(L.Size) + " bytes", Where ? Where : P.Loc);
  }
  Ctx.note("keep less across the co_await: compute it again afterwards, or keep it in a map",
           P.Loc);
}

void flexnet::layOutFrames(Coroutine &C, SplitContext &Ctx) {
  for (SuspendPoint &P : C.Points) {
    layOut(P);
    if (P.FrameSize > Ctx.MaxFrame)
      reportTooLarge(C, P, Ctx);
  }
}
