// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "HeldTable.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/Function.h"

using namespace llvm;
using namespace llvm::flexnet;
using namespace llvm::flexnet::held;

namespace {
/// A helper, or a kfunc by its name.
struct Callee {
  uint64_t Helper = 0;
  StringRef Kfunc;

  /// This one is the table's, whose name may have a `*`.
  bool matches(const Callee &Called) const {
    if (Helper)
      return Helper == Called.Helper;
    if (Called.Kfunc.empty())
      return false;
    auto [Prefix, Suffix] = Kfunc.split('*');
    if (Prefix.size() == Kfunc.size())
      return Kfunc == Called.Kfunc;
    return Called.Kfunc.size() >= Prefix.size() + Suffix.size() &&
           Called.Kfunc.starts_with(Prefix) && Called.Kfunc.ends_with(Suffix);
  }
};

constexpr Callee Helper(uint64_t Number) { return {Number, {}}; }
constexpr Callee Kfunc(StringLiteral Name) { return {0, Name}; }

struct BeginRow {
  Callee Function;
  Begin Begins;
};
struct EndRow {
  Callee Function;
  Class Of;
  unsigned Argument;
};
struct HomeRow {
  Callee Function;
  held::Home Home;
};
} // namespace

static constexpr bool Allowed = false, Refused = true;
static constexpr Words AllWords[] = {
#define HELD_CLASS(ID, STATE, BEGAN, BEFORE, ALWAYS, RESUME) {STATE, BEGAN, BEFORE, ALWAYS, RESUME},
#include "llvm/FlexNet/HeldSections.def"
};
static constexpr BeginRow Begins[] = {
#define HELD_BEGIN(CLASS, FUNCTION, WHAT, IF) {FUNCTION, {Class::CLASS, Named::WHAT, If::IF}},
#include "llvm/FlexNet/HeldSections.def"
};
static constexpr EndRow Ends[] = {
#define HELD_END(CLASS, FUNCTION, ARGUMENT) {FUNCTION, Class::CLASS, ARGUMENT},
#include "llvm/FlexNet/HeldSections.def"
};
static constexpr HomeRow Homes[] = {
#define HELD_HOME(FUNCTION, TYPE, RELEASE) {FUNCTION, {TYPE, RELEASE}},
#include "llvm/FlexNet/HeldSections.def"
};

static Callee calleeOf(const CallBase &Call) {
  const Value *Called = Call.getCalledOperand();
  if (auto *F = dyn_cast<Function>(Called)) {
    // bpf_x___old is bpf_x to libbpf.
    if (F->isDeclaration() && F->getSection() == ".ksyms")
      return {0, F->getName().split("___").first};
    return {};
  }
  if (auto *CE = dyn_cast<ConstantExpr>(Called); CE && CE->getOpcode() == Instruction::IntToPtr)
    if (auto *Number = dyn_cast<ConstantInt>(CE->getOperand(0)))
      return Helper(Number->getZExtValue());
  return {};
}

const Words &held::wordsOf(Class C) { return AllWords[static_cast<unsigned>(C)]; }

std::optional<Begin> held::beginOf(const CallBase &Call) {
  Callee Called = calleeOf(Call);
  for (const BeginRow &Row : Begins)
    if (Row.Function.matches(Called))
      return Row.Begins;
  return std::nullopt;
}

std::optional<unsigned> held::endOf(const CallBase &Call, Class C) {
  Callee Called = calleeOf(Call);
  for (const EndRow &Row : Ends)
    if (Row.Of == C && Row.Function.matches(Called))
      return Row.Argument;
  return std::nullopt;
}

int held::lockChange(const CallBase &Call) {
  for (Class Lock : {Class::SpinLock, Class::ResSpinLock}) {
    if (endOf(Call, Lock))
      return -1;
    if (std::optional<Begin> Begins = beginOf(Call); Begins && Begins->Of == Lock)
      return 1;
  }
  return 0;
}

bool held::isListed(const CallBase &Call) {
  Callee Called = calleeOf(Call);
  auto matches = [&](const auto &Row) { return Row.Function.matches(Called); };
  return any_of(Begins, matches) || any_of(Ends, matches);
}

const Home *held::homeOf(const CallBase &Call) {
  Callee Called = calleeOf(Call);
  for (const HomeRow &Row : Homes)
    if (Row.Function.matches(Called))
      return &Row.Home;
  return nullptr;
}
