// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: which queue set a coro_t was taken from, where the code says so.
//
// queue_pop_front() makes one of `__flexnet_set_number(set) << 24` and a cell. Followed through
// phis and selects, as from `coro ? coro : queue_pop_front(...)`; 0 is the empty one.

#include "Coroutine.h"

#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::flexnet;
using namespace llvm::PatternMatch;

GlobalVariable *flexnet::knownSet(Value &Coro) {
  GlobalVariable *Set = nullptr;
  SmallVector<Value *, 8> Left = {&Coro};
  SmallPtrSet<Value *, 8> Seen;
  while (!Left.empty()) {
    Value *V = Left.pop_back_val();
    if (!Seen.insert(V).second || match(V, m_Zero()))
      continue;
    if (auto *Phi = dyn_cast<PHINode>(V)) {
      append_range(Left, Phi->incoming_values());
      continue;
    }
    if (auto *Select = dyn_cast<SelectInst>(V)) {
      Left.append({Select->getTrueValue(), Select->getFalseValue()});
      continue;
    }
    Instruction *Number;
    if (!match(V, m_c_Or(m_Shl(m_Instruction(Number), m_SpecificInt(CoroSetShift)), m_Value())))
      return nullptr;
    auto *Asked = asMarker(*Number, marker::SetNumber);
    auto *Of =
        Asked ? dyn_cast<GlobalVariable>(Asked->getArgOperand(0)->stripPointerCasts()) : nullptr;
    if (!Of || (Set && Set != Of))
      return nullptr;
    Set = Of;
  }
  return Set;
}
