// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef FLEXNET_LIB_COROUTINES_HANDEDOVER_H
#define FLEXNET_LIB_COROUTINES_HANDEDOVER_H

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/IR/Instructions.h"

namespace llvm::flexnet {

/// flexnet::handed_over(what) of flexnet/handed_over.h, or null. It is an asm without an
/// instruction: to LLVM it may read and write all memory, so no access moves over it.
const CallInst *asHandOver(const Instruction &I);

/// One piece of memory, which nobody else knows of up to where it is handed over.
class Handed {
public:
  /// What pointer P is of; Function's SE.
  Handed(Value *P, ScalarEvolution &SE);

  /// Whether I reads or writes it. Addresses are compared as ScalarEvolution sees them.
  bool isAccessedBy(const Instruction &I) const;
  bool isAt(Value *Pointer) const;
  /// Whether I reads the first word of a cell, its sequence number: so a later taker asks whose
  /// the cell is, as a second resume() does, and goes on if it is his again.
  bool isAskedBy(const Instruction &I) const;

  /// Visits what can run after Start, each once, up to where the same code makes another
  /// pointer, as it does in the next turn of a loop. False of Visit ends the path.
  void forEachAfter(const Instruction &Start, function_ref<bool(const Instruction &)> Visit) const;

private:
  ScalarEvolution &SE;
  const SCEV *Address;
  /// What the address was computed from: loads, calls, phis.
  SmallPtrSet<const Instruction *, 8> Roots;
};

} // namespace llvm::flexnet

#endif
