// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Protocols, and what calls do to the states of objects: what the attributes of
// clang/docs/Attributes.md have said, and the check of a function's calls.

#ifndef FLEXNET_LIB_COROUTINES_TYPESTATE_H
#define FLEXNET_LIB_COROUTINES_TYPESTATE_H

#include "Coroutine.h"

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringMap.h"

namespace llvm::flexnet {

/// States of one protocol, a bit for each.
using StateSet = uint64_t;

struct ProtocolState {
  std::string Name; ///< as the user writes it
  int64_t Value = 0;
  std::string NoSuspend{}, NoReturn{}; ///< why not; empty: it may
  std::string Next{};                  ///< what to do in this state, if that was said
};

struct Protocol {
  std::string CoroutineOnly; ///< why only there; empty: anywhere
  SmallVector<ProtocolState, 8> States;
  bool IsTold = false; ///< the program asks for the state at run time

  /// What every object begins with.
  static constexpr StateSet First = 1;
};

/// What a call does to the state of the object that is one of its arguments.
struct Transition {
  unsigned Argument = 0;
  Protocol *Of = nullptr;
  SmallVector<int, 8> To; ///< by state; Refused: the call is wrong there
  bool IfOnly = false;    ///< states that nothing is said of stay

  static constexpr int Refused = -1;

  StateSet from() const;
  StateSet apply(StateSet Now) const;
  /// The states that the call brings an object to, which it was not in.
  StateSet brings() const;
};

/// All that a module's attributes say. Takes it out of the module: nothing is left of it.
class Typestates {
public:
  explicit Typestates(Module &M);

  bool empty() const { return Of.empty() && NeedLock.empty(); }
  ArrayRef<Transition> of(const Function &F) const;
  bool needsLock(const Function &F) const { return NeedLock.contains(&F); }
  /// F says what it does: its body is not looked into at calls.
  bool isAnnotated(const Function &F) const { return Of.contains(&F) || needsLock(F); }
  /// F, not annotated, calls a function that is; perhaps by way of others that are not.
  bool reaches(const Function &F) const { return Reaching.contains(&F); }
  /// The annotated function that F comes to.
  const Function *reachedBy(const Function &F) const;
  ArrayRef<const Function *> functions() const { return Functions; }

private:
  StringMap<Protocol> Protocols;
  DenseMap<const Function *, SmallVector<Transition, 1>> Of;
  SmallPtrSet<const Function *, 4> NeedLock;
  /// What calls an annotated function, and the function by way of which it does.
  DenseMap<const Function *, const Function *> Reaching;
  /// Those of Of, and annotated ones that call others, in the module's order.
  SmallVector<const Function *, 16> Functions;

  void readFunctions(Module &M);
  void readParameters(Module &M);
  void read(const Function &F, std::optional<unsigned> Argument, StringRef Text);
  Protocol &protocol(StringRef Description);
  void findReaching(Module &M);
};

/// The object that a pointer refers to: told apart by where the pointer comes from.
struct Instance {
  const Value *Base = nullptr;
  int64_t Offset = 0;
  bool operator==(const Instance &) const = default;
};

/// TypestateInstances.cpp
class Instances {
public:
  explicit Instances(const Function &F) : F(F) {}
  Instance of(const Value *Pointer);
  /// Of a phi or select: what it may be, one of several.
  SmallVector<Instance, 2> alternatives(const Value *Base);

private:
  const Function &F;
  DenseMap<const Value *, Instance> Known;
  SmallVector<std::pair<Instance, const Value *>, 4> Loads;
  SmallVector<const Value *, 4> Elements;

  Instance find(const Value *Pointer);
};

/// How a function is checked.
enum class TypestateRole {
  Coroutine,
  Program, ///< or any other function that is called from outside
  Helper,  ///< its callers decide about the states of its arguments: they are not checked
};

/// Typestate.cpp: checks the calls in F, a copy of Original or F itself. Calls of annotated
/// functions have not been inlined yet. True if F is a helper that changes its arguments' states.
bool checkTypestates(Function &F, const Function &Original, TypestateRole Role,
                     const Typestates &T, SplitContext &Ctx);

/// TypestateOutside.cpp: functions that are no coroutines, on copies. Which they are has to be
/// asked before coroutines inline what they call.
SmallVector<Function *, 4> checkedOutside(const Typestates &T);
void checkTypestatesOutside(ArrayRef<Function *> Functions, const Typestates &T,
                            SplitContext &Ctx);
/// Whether F, which is not inlined, changes the state of what it is given. Checks the rest of it.
bool actsOnArguments(Function &F, const Typestates &T, SplitContext &Ctx);

} // namespace llvm::flexnet

#endif
