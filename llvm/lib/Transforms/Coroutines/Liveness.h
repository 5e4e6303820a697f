// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Backward data flow over values and over the contents of local arrays.

#ifndef FLEXNET_LIB_COROUTINES_LIVENESS_H
#define FLEXNET_LIB_COROUTINES_LIVENESS_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Analysis/StackLifetime.h"
#include "llvm/IR/Instructions.h"

namespace llvm::flexnet {

class Liveness {
public:
  using Set = DenseSet<const Value *>;

  explicit Liveness(Function &F);

  /// What is live immediately before I. An alloca in it stands for its contents: its
  /// address is free in every program.
  Set before(const Instruction &I) const;

private:
  void transfer(const Instruction &I, Set &Live) const;

  Function &F;
  DenseMap<const BasicBlock *, Set> Out;
  SmallVector<const AllocaInst *, 8> Escaped; ///< reachable from unknown code
  std::unique_ptr<StackLifetime> Lifetimes;   ///< of those
};

} // namespace llvm::flexnet

#endif
