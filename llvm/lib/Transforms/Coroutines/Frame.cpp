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

#include "flexnet/kernel_runtime.h"
#include "llvm/IR/DebugInfoMetadata.h"

using namespace llvm;
using namespace llvm::flexnet;

static constexpr uint64_t PacketHeadroom = 216, BPFStack = 512;

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
    if (Fits != BestFits ? Fits
        : Fits           ? L->Alignment > Best->Alignment
                         : L->Alignment < Best->Alignment)
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

/// What the queue has room for. In front of a packet it is XDP_PACKET_HEADROOM, less the kernel's
/// struct xdp_frame of 40 bytes. A cell of an executor queue grows with the frame, but what goes
/// on has no more stack to keep it in.
static uint64_t roomFor(const SuspendPoint &P) {
  if (P.Owns)
    return FLEXNET_MAX_HANDOFF_FRAME;
  return P.isExecuted() ? BPFStack : PacketHeadroom;
}

static void reportTooLarge(SuspendPoint &P, SplitContext &Ctx) {
  uint64_t Room = roomFor(P);
  if (Ctx.MaxFrame && *Ctx.MaxFrame < Room)
    Ctx.report(P.Loc, Message::FrameAboveLimit, P.FrameSize, *Ctx.MaxFrame);
  else
    Ctx.report(P.Loc, P.isExecuted() && !P.Owns ? Message::FrameTooLargeForStack : Message::FrameTooLarge,
               P.FrameSize, Room);
  SmallVector<const LiveValue *, 8> BySize;
  for (const LiveValue &L : P.Live)
    BySize.push_back(&L);
  stable_sort(BySize, [](auto *A, auto *B) { return A->Size > B->Size; });
  for (const LiveValue *L : BySize) {
    DebugLoc Where;
    if (auto *I = dyn_cast<Instruction>(L->V))
      Where = userLocation(I->getDebugLoc());
    std::string Use = L->Use ? (", for line " + Twine(L->Use.getLine())).str() : "";
    Ctx.report(Where ? Where : P.Loc, Message::TakesBytes, L->Name, L->Size, Use);
  }
  Ctx.report(P.Loc, Message::KeepLess);
}

void flexnet::layOutFrames(Coroutine &C, SplitContext &Ctx) {
  for (SuspendPoint &P : C.Points) {
    layOut(P);
    uint64_t Room = roomFor(P);
    if (P.FrameSize > std::min<uint64_t>(Ctx.MaxFrame.value_or(Room), Room))
      reportTooLarge(P, Ctx);
  }
}
