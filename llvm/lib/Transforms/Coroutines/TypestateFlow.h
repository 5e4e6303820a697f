// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What happens to the objects that a function's calls say something about.

#ifndef FLEXNET_LIB_COROUTINES_TYPESTATEFLOW_H
#define FLEXNET_LIB_COROUTINES_TYPESTATEFLOW_H

#include "PathNote.h"
#include "Typestate.h"

#include "llvm/ADT/MapVector.h"

namespace llvm::flexnet {

/// Of what [[flexnet::needs_lock]] asks.
const Protocol &lockProtocol();

/// One object in one protocol.
struct Tracked {
  Instance Object; ///< of locks: no base
  const Protocol *Of = nullptr;
  StateSet AtEntry = Protocol::First; ///< none: its scope begins later
  bool IsFromArgument = false;        ///< the caller has it, too
};

/// An instruction that changes states or asks for them.
struct TypestateEvent {
  enum Kind {
    Call,    ///< of an annotated function
    Begin,   ///< the object is a new one from here on
    End,     ///< its scope ends
    Leaves,  ///< it is given to a function that is not looked into
    Suspend, ///< asks, of all objects
    Return,  ///< asks, of all objects
  };
  Kind What;
  const Instruction *At;
  unsigned Object = 0; ///< index into TypestateEvents::Objects
  Transition Does{};   ///< of a call

  /// The states of the object behind it.
  StateSet apply(StateSet Now) const;
};

/// The events of F in order, by block (TypestateEvents.cpp).
class TypestateEvents {
public:
  TypestateEvents(const Function &F, const Typestates &T);

  const Function &F;
  const Typestates &T;
  Instances Of;
  std::vector<Tracked> Objects;
  MapVector<const BasicBlock *, SmallVector<TypestateEvent, 4>> ByBlock;

  /// By object.
  using States = SmallVector<StateSet, 4>;
  static void apply(const TypestateEvent &E, States &Now);

  /// The states at the beginning of each block.
  DenseMap<const BasicBlock *, States> flow() const;

  /// A shortest way on which Object comes to Place in one of the states of Wrong.
  FactPath wayTo(const Instruction &Place, unsigned Object, StateSet Wrong) const;

private:
  bool NeedsLock = false;

  unsigned track(Instance Object, const Protocol &P);
  void findObjects();
  void addCall(const CallBase &Call, SmallVectorImpl<TypestateEvent> &Events);
};

} // namespace llvm::flexnet

#endif
