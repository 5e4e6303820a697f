// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The verifier gives a function 512 bytes of stack. Only the backend knows how many it
// takes: variables may share bytes, and registers are spilled. Then it reports every
// access beyond them. Asked to warn about large stacks, it says the size once, which
// clang/lib/Frontend/Reword.cpp makes the error of. A variable that is too large by
// itself is one here, with its name.

#include "Refuse.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/FlexNet/Refuse.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Support/CommandLine.h"

using namespace llvm;
using namespace llvm::flexnet;

std::optional<uint64_t> flexnet::stackLimit() {
  const cl::Option *Other = cl::getRegisteredOptions().lookup("bpf-stack-size");
  if (Other && Other->getNumOccurrences())
    return std::nullopt;
  return 512; // the kernel's MAX_BPF_STACK
}

static std::string nameOf(AllocaInst &Variable) {
  for (const DbgVariableRecord *Declare : findDVRDeclares(&Variable))
    return "'" + Declare->getVariable()->getName().str() + "'";
  return "a variable";
}

void flexnet::refuseStackSize(Function &F, Refusals &R) {
  std::optional<uint64_t> Limit = stackLimit();
  if (!Limit)
    return;
  for (Instruction &I : instructions(F)) {
    auto *Variable = dyn_cast<AllocaInst>(&I);
    std::optional<TypeSize> Size =
        Variable ? Variable->getAllocationSize(F.getDataLayout()) : std::nullopt;
    if (Size && Size->getFixedValue() > *Limit)
      return R.report(F, Message::StackVariableTooLarge, sourceName(F), Size->getFixedValue(),
                      nameOf(*Variable), *Limit);
  }
  F.addFnAttr("warn-stack-size", utostr(*Limit));
}
