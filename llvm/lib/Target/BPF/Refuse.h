// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the groups of rules share: where to report, one message a line.
#ifndef LLVM_LIB_TARGET_BPF_REFUSE_H
#define LLVM_LIB_TARGET_BPF_REFUSE_H

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/Twine.h"
#include "llvm/FlexNet/Diagnostic.h"

#include <set>

namespace llvm {
class Function;
class GlobalVariable;
class Instruction;
class Module;

namespace flexnet {

/// Collects the functions that cannot be compiled, and says why.
class Refusals {
public:
  explicit Refusals(const DiagnosticSink &Report) : Report(Report) {}

  /// Reports M at I, or where the main file made I: a line in a header of the standard
  /// library would not tell what to change. One message for each line: several
  /// instructions are seldom several mistakes.
  template <class... T> void report(const Instruction &I, Message M, const T &...Args) {
    report(I, message(M, Args...));
  }
  template <class... T> void report(const Function &F, Message M, const T &...Args) {
    report(F, message(M, Args...));
  }

  const SmallPtrSetImpl<const Function *> &functions() const { return Functions; }

private:
  void report(const Instruction &I, Diagnostic D);
  void report(const Function &F, Diagnostic D);
  void reportOnce(const Function &F, const Diagnostic &D);

  const DiagnosticSink &Report;
  SmallPtrSet<const Function *, 8> Functions;
  std::set<std::tuple<DiagnosticSeverity, std::string, unsigned>> Lines;
};

/// The function's name in the source, if it is defined here; else with its parameters.
std::string sourceName(const Function &F);

/// Whether the user's own file has a place for I: a warning in a header is not shown.
bool isOfMainFile(const Instruction &I);

/// The rules, each on one instruction of a function that stays in the object.
void refuseOperation(const Instruction &I, Refusals &R); // RefuseOperations.cpp
void refuseCall(const Instruction &I, Refusals &R);      // RefuseCalls.cpp
void refuseAddress(const Instruction &I, Refusals &R);   // RefuseAddresses.cpp
void refuseStatic(const Instruction &I, Refusals &R);    // RefuseInitializers.cpp

/// Rules on the module: variables that code would have to initialise before the program
/// is run, or destroy after it (RefuseInitializers.cpp).
void refuseInitializers(Module &M, Refusals &R);

/// What only GPL programs may call (RefuseLicence.cpp).
void refuseForLicence(const Module &M, Refusals &R);

/// A function's own signature (RefuseCalls.cpp) and stack (RefuseStackSize.cpp).
void refuseSignature(const Function &F, Refusals &R);
void refuseStackSize(Function &F, Refusals &R);

} // namespace flexnet
} // namespace llvm

#endif
