// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: the shortest way on which a data flow's fact gets to a place, as notes.
//
//   eth_rcv(ctx);                 begins the fact
//   if (a)                        decides nothing: both ways go on to the place
//     count++;
//   while (more())                decides: only one of its ways does
//     co_await queue_insert(...)  the place
//
// A search backwards, breadth first, over the blocks through which the fact flows. Which
// way a branch goes is said by the line it goes on at: whether the user's condition is true
// then cannot be told from IR, where `!a` is `a` with its targets exchanged.

#include "PathNote.h"

#include "llvm/IR/CFG.h"
#include "llvm/IR/DebugInfoMetadata.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
class Search {
public:
  Search(const Instruction &Place, const PathFact &Fact) : Place(Place), Fact(Fact) {}

  FactPath run() {
    const BasicBlock *First = Place.getParent();
    visitUpwards(*First, Place.getPrevNode());
    for (unsigned Next = 0; Next != Flows.size(); ++Next) {
      const BasicBlock *BB = Flows[Next];
      if (BB->isEntryBlock() && Fact.HoldsAtEntry)
        arrive(*BB, nullptr);
      for (const BasicBlock *Before : predecessors(BB))
        if (Visited.insert(Before).second) {
          After[Before] = BB;
          visitUpwards(*Before, &Before->back());
        }
    }
    return Found ? build() : FactPath();
  }

private:
  const Instruction &Place;
  const PathFact &Fact;
  /// What the fact, where it holds at the beginning, gets to Place from; in the order of the
  /// search. The place's own block is visited twice if it is in a loop.
  SmallVector<const BasicBlock *, 16> Flows;
  SmallPtrSet<const BasicBlock *, 16> Visited, FlowSet;
  DenseMap<const BasicBlock *, const BasicBlock *> After;
  const BasicBlock *Found = nullptr;
  const Instruction *Begins = nullptr;
  bool FoundInOwnBlock = false;

  void arrive(const BasicBlock &BB, const Instruction *I) {
    if (Found)
      return;
    Found = &BB;
    Begins = I;
    FoundInOwnBlock = &BB == Place.getParent() && !Visited.contains(&BB);
  }

  void visitUpwards(const BasicBlock &BB, const Instruction *I) {
    for (; I; I = I->getPrevNode()) {
      FactChange Change = Fact.At(*I);
      if (Change == FactChange::Begins)
        arrive(BB, I);
      if (Change != FactChange::None)
        return;
    }
    if (FlowSet.insert(&BB).second)
      Flows.push_back(&BB);
  }

  FactPath build() const {
    FactPath Path;
    Path.Begins = Begins;
    if (FoundInOwnBlock)
      return Path;
    const BasicBlock *BB = Found;
    do {
      const BasicBlock *Next = After.lookup(BB);
      if (!Next)
        break;
      bool Decides = any_of(successors(BB), [&](const BasicBlock *Other) {
        return Other != Next && !FlowSet.contains(Other);
      });
      if (Decides)
        Path.Decisions.push_back({BB->getTerminator(), Next});
      BB = Next;
    } while (BB != Place.getParent());
    return Path;
  }
};
} // namespace

FactPath flexnet::findPath(const Instruction &Place, const PathFact &Fact) {
  return Search(Place, Fact).run();
}

/// The place of Decision, if the user wrote it.
static DebugLoc placeOf(const Instruction &Decision) {
  const DILocation *L = Decision.getDebugLoc();
  return L && L->getLine() && !isHeaderCode(*L) ? DebugLoc(L) : DebugLoc();
}

/// The first line in or after BB that is not the decision's own.
static unsigned lineAfter(const BasicBlock *BB, const DebugLoc &Decision) {
  SmallPtrSet<const BasicBlock *, 4> Seen;
  for (; BB && Seen.insert(BB).second; BB = BB->getSingleSuccessor())
    for (const Instruction &I : *BB)
      if (DebugLoc L = userLocation(I.getDebugLoc());
          L && L.getLine() && L.getLine() != Decision.getLine() && !isHeaderCode(*L))
        return L.getLine();
  return 0;
}

void flexnet::noteDecisions(const FactPath &Path, SplitContext &Ctx) {
  static constexpr size_t Most = 4;
  SmallVector<std::pair<DebugLoc, unsigned>, 4> Notes;
  for (auto [Decision, To] : Path.Decisions)
    if (DebugLoc Place = placeOf(*Decision))
      if (unsigned Line = lineAfter(To, Place))
        Notes.push_back({Place, Line});
  for (size_t I = 0; I != Notes.size(); ++I)
    if (I < Most / 2 || I + Most / 2 >= Notes.size())
      Ctx.report(Notes[I].first, Message::GoesOnAtLine, Notes[I].second);
}

void flexnet::noteCallers(const DebugLoc &Loc, SplitContext &Ctx) {
  const DILocation *L = userLocation(Loc).get();
  while (L && (L = L->getInlinedAt()))
    if (!isHeaderCode(*L))
      Ctx.report(DebugLoc(L), Message::CalledFromHere);
}
