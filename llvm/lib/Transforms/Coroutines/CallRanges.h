// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef FLEXNET_LIB_COROUTINES_CALLRANGES_H
#define FLEXNET_LIB_COROUTINES_CALLRANGES_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/PassManager.h"

namespace llvm::flexnet {

/// What functions return, as attributes of their calls, for as long as the object lives.
class CallRanges {
public:
  explicit CallRanges(FunctionAnalysisManager &FAM) : FAM(FAM) {}
  ~CallRanges();
  CallRanges(const CallRanges &) = delete;

  /// Of all calls that V is computed from.
  void find(Value &V);

private:
  FunctionAnalysisManager &FAM;
  SmallPtrSet<Value *, 16> Seen;
  DenseMap<Function *, Function *> Copies;
  SmallVector<CallBase *, 4> Found;

  void findOf(CallBase &Call);
  Function *copyOf(Function &F);
};

} // namespace llvm::flexnet

#endif
