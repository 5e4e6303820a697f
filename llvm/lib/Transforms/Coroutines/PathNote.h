// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tells the user how control gets to a place where something is wrong: what made it so, and
// which way it goes from there.

#ifndef FLEXNET_LIB_COROUTINES_PATHNOTE_H
#define FLEXNET_LIB_COROUTINES_PATHNOTE_H

#include "Coroutine.h"

namespace llvm::flexnet {

/// What an instruction does to a fact that a forward data flow follows.
enum class FactChange { None, Begins, Ends };

/// A fact, `a lock is held` or `the packet is in state eth`. It holds from an instruction that
/// begins it, or from the entry of the function, up to one that ends it.
struct PathFact {
  function_ref<FactChange(const Instruction &)> At;
  bool HoldsAtEntry = false;
};

/// One shortest way on which a fact gets to an instruction.
struct FactPath {
  /// Null: it holds from the entry on.
  const Instruction *Begins = nullptr;
  /// The terminators that decide for this way, in order, and the block each goes to. One
  /// whose other ways get the fact to the same place decides nothing.
  SmallVector<std::pair<const Instruction *, const BasicBlock *>, 4> Decisions;
};

/// The way to Place, in front of which Fact holds.
FactPath findPath(const Instruction &Place, const PathFact &Fact);

/// Notes for Path's decisions that the user wrote: "from here it goes on at line 14". At most
/// four, of more the first two and the last two. What began the fact is the caller's to say.
void noteDecisions(const FactPath &Path, SplitContext &Ctx);

/// Notes for the calls through which Loc was inlined, innermost first: "called from here".
void noteCallers(const DebugLoc &Loc, SplitContext &Ctx);

} // namespace llvm::flexnet

#endif
