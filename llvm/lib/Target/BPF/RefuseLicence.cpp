// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls of what the kernel gives to GPL programs only, in an object that says another licence or
// none ("cannot call GPL-restricted function from non-GPL compatible program"). All of the kernel's
// functions are such, and some of its helpers.

#include "Refuse.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/FlexNet/HelperArguments.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

/// The name of a helper that is for GPL programs, or nothing.
static StringRef gplHelper(unsigned Number) {
  switch (Number) {
#define HELPER(NUMBER, NAME)                                                                       \
  case NUMBER:                                                                                     \
    return "bpf_" #NAME;
#include "llvm/FlexNet/GplHelpers.def"
  default:
    return {};
  }
}

static std::string gplFunction(const CallBase &Call) {
  if (unsigned Number = helperOf(Call))
    return gplHelper(Number).str();
  const Function *Callee = Call.getCalledFunction();
  return Callee && Callee->isDeclaration() && Callee->getSection() == ".ksyms" ? sourceName(*Callee)
                                                                               : "";
}

/// The text in SEC("license"), or nothing.
static std::optional<StringRef> licenceOf(const Module &M) {
  for (const GlobalVariable &G : M.globals())
    if (G.getSection() == "license" && G.hasInitializer())
      if (auto *Text = dyn_cast<ConstantDataSequential>(G.getInitializer());
          Text && Text->isString())
        return Text->getAsString().take_until([](char C) { return !C; });
  return std::nullopt;
}

/// As the kernel compares it, to the letter.
static bool isCompatible(StringRef Licence) {
  return StringSwitch<bool>(Licence)
      .Cases({"GPL", "GPL v2", "GPL and additional rights"}, true)
      .Cases({"Dual BSD/GPL", "Dual MIT/GPL", "Dual MPL/GPL"}, true)
      .Default(false);
}

/// Calls of functions for GPL programs, with their names.
static SmallVector<std::pair<const Instruction *, std::string>, 4> gplCalls(const Module &M) {
  SmallVector<std::pair<const Instruction *, std::string>, 4> Result;
  for (const Function &F : M)
    for (const Instruction &I : instructions(F))
      if (auto *Call = dyn_cast<CallBase>(&I))
        if (std::string Name = gplFunction(*Call); !Name.empty() && isOfMainFile(I))
          Result.emplace_back(&I, Name);
  return Result;
}

void flexnet::refuseForLicence(const Module &M, Refusals &R) {
  std::optional<StringRef> Licence = licenceOf(M);
  if (Licence && isCompatible(*Licence))
    return;
  for (auto &[I, Name] : gplCalls(M)) {
    if (!Licence) // one line is missing, however many calls there are
      return R.report(*I, Message::GplOnly, Name, "this object has no licence");
    R.report(*I, Message::GplOnly, Name, "this one's is '" + *Licence + "'");
  }
}
