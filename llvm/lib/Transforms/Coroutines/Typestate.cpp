// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: calls in an order that the attributes of what is called do not allow are errors.
//
// What a protocol is, which functions move an object from state to state, where nothing may
// suspend or return and why: all that is declared, see clang/docs/Attributes.md. Here are only
// the rules that hold for every protocol:
//
//   call               the object is in a state that the function takes
//   suspension         no object is in a state that forbids it
//   return, scope end  likewise
//   annotated body     does what its attributes say, from the states that they name
//
// Calls of annotated functions are not inlined yet, everything else that matters is: helper
// functions with annotated calls, header code, lambdas. So an error has the place of the
// call, and by its inlined-at chain the calls that led there.

#include "TypestateFlow.h"

#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

#include <set>

using namespace llvm;
using namespace llvm::flexnet;

static std::string nameOf(const Function &F) {
  if (const DISubprogram *SP = F.getSubprogram())
    return SP->getName().str();
  std::string Name = demangle(F.getName());
  return Name.substr(0, Name.find('('));
}

/// What At calls: `eth_rcv()`. What header code calls is no name that the user knows.
static std::string calledBy(const Instruction &At) {
  const Function *Callee = cast<CallBase>(At).getCalledFunction();
  const DILocation *Loc = At.getDebugLoc();
  if (!Callee || (Loc && isHeaderCode(*Loc)))
    return "this";
  std::string Name = nameOf(*Callee);
  return Name == "operator()" ? "this lambda" : Name + "()";
}

/// The variable that the user knows the object by: rather not the `this` of a member function.
static std::string nameOf(const Tracked &O) {
  const Value &V = *O.Object.Base;
  if (auto *G = dyn_cast<GlobalVariable>(&V)) {
    SmallVector<DIGlobalVariableExpression *, 1> Info;
    G->getDebugInfo(Info);
    StringRef Name = Info.empty() ? G->getName() : Info.front()->getVariable()->getName();
    return ("'" + Name + "'").str();
  }
  SmallVector<DbgVariableRecord *, 4> Records;
  findDbgUsers(const_cast<Value *>(&V), Records);
  for (const DbgVariableRecord *R : Records)
    if (StringRef Name = R->getVariable()->getName();
        !Name.empty() && !R->getVariable()->isArtificial() && !R->getDebugLoc()->getInlinedAt())
      return ("'" + Name + "'").str();
  std::string Name = describeValue(V);
  return Name.empty() || Name.front() == '<' ? "the object" : "'" + Name + "'";
}

static const ProtocolState &lowest(const Protocol &P, StateSet S) {
  return P.States[countr_zero(S)];
}

/// `'stage::l2' or 'stage::l3'`
static std::string namesOf(const Protocol &P, StateSet S) {
  std::string Result;
  for (auto [I, State] : enumerate(P.States))
    if (S >> I & 1)
      Result += (Result.empty() ? "'" : " or '") + State.Name + "'";
  return Result;
}

namespace {
class TypestateCheck {
public:
  TypestateCheck(const Function &F, const Function &Original, TypestateRole Role,
                 const Typestates &T, SplitContext &Ctx)
      : Events(F, T), Original(Original), Role(Role), T(T), Ctx(Ctx) {}

  bool run() {
    if (Events.Objects.empty())
      return false;
    if (Role == TypestateRole::Helper)
      dropArguments();
    else
      takeContract();
    for (unsigned O = 0; O != Events.Objects.size(); ++O)
      refuseAlternatives(O);
    auto In = Events.flow();
    for (auto &[BB, OfBlock] : Events.ByBlock) {
      TypestateEvents::States Now = In.lookup(BB);
      if (Now.empty())
        continue; // cannot be reached
      for (const TypestateEvent &E : OfBlock) {
        check(E, Now);
        TypestateEvents::apply(E, Now);
      }
    }
    return ActsOnArgument;
  }

private:
  TypestateEvents Events;
  const Function &Original;
  TypestateRole Role;
  const Typestates &T;
  SplitContext &Ctx;
  bool ActsOnArgument = false;
  std::set<std::pair<std::string, std::string>> Said;

  const Transition *contractOf(const Tracked &O) const {
    auto *A = dyn_cast_or_null<Argument>(O.Object.Base);
    if (!A || O.Object.Offset)
      return nullptr;
    for (const Transition &Does : T.of(Original))
      if (Does.Argument == A->getArgNo() && Does.Of == O.Of)
        return &Does;
    return nullptr;
  }

  /// The body of an annotated function begins where its callers may be.
  void takeContract() {
    for (Tracked &O : Events.Objects)
      if (const Transition *Does = contractOf(O))
        O.AtEntry = Does->from();
      else if (!O.Object.Base && T.needsLock(Original))
        O.AtEntry = StateSet(1) << 1;
  }

  void drop(function_ref<bool(const TypestateEvent &)> Unwanted) {
    for (auto &[BB, OfBlock] : Events.ByBlock)
      erase_if(OfBlock, [&](const TypestateEvent &E) {
        return E.What == TypestateEvent::Call && Unwanted(E);
      });
  }

  /// Where the callers decide, nothing can be wrong here.
  void dropArguments() {
    drop([&](const TypestateEvent &E) {
      bool IsOfCaller = Events.Objects[E.Object].IsFromArgument;
      ActsOnArgument |= IsOfCaller;
      return IsOfCaller;
    });
  }

  /// Once for each place and text: helper functions are there more than once.
  template <class... Args> bool error(const Instruction &At, Message M, const Args &...A) {
    Diagnostic D = message(M, A...);
    DebugLoc Loc = userLocation(At.getDebugLoc());
    std::string Place;
    if (Loc)
      Place = (Loc->getFilename() + ":" + Twine(Loc.getLine()) + ":" + Twine(Loc.getCol())).str();
    if (!Said.insert({Place, D.Message}).second)
      return false;
    Ctx.report(At.getDebugLoc(), D);
    return true;
  }

  /// How Object got into one of the states Wrong at Place.
  void noteWay(const Instruction &Place, unsigned Object, StateSet Wrong) {
    FactPath Way = Events.wayTo(Place, Object, Wrong);
    const Tracked &O = Events.Objects[Object];
    if (Way.Begins) {
      DebugLoc Loc = Way.Begins->getDebugLoc();
      auto *Call = dyn_cast<CallBase>(Way.Begins);
      const Function *Callee = Call ? Call->getCalledFunction() : nullptr;
      if (!O.Object.Base)
        Ctx.report(Loc, Message::UnlockedHere);
      else if (Callee && !T.of(*Callee).empty())
        Ctx.report(Loc, Message::BroughtToState, calledBy(*Call), nameOf(O), namesOf(*O.Of, Wrong));
      else if (Loc && Loc.getLine())
        Ctx.report(Loc, Message::BeginsInState, nameOf(O), namesOf(*O.Of, Wrong));
      noteCallers(Loc, Ctx);
    }
    noteDecisions(Way, Ctx);
  }

  /// `: check() comes next`
  std::string nextAfter(const Protocol &P, StateSet S) const {
    const ProtocolState &State = lowest(P, S);
    if (!State.Next.empty())
      return ": " + State.Next;
    std::string Names;
    for (const Function &G : *Original.getParent())
      for (const Transition &Does : T.of(G))
        if (Does.Of == &P && !Does.IfOnly && Does.apply(S) & Does.brings())
          if (std::string Name = nameOf(G) + "()"; Names.find(Name) == std::string::npos)
            Names += (Names.empty() ? "" : " or ") + Name;
    return Names.empty() ? "" : ": " + Names + " comes next";
  }

  /// Annotated functions are for coroutines to call.
  bool isAllowedHere(const Protocol &P) const {
    return P.CoroutineOnly.empty() || Role == TypestateRole::Coroutine || !T.of(Original).empty();
  }

  void checkCall(const TypestateEvent &E, StateSet Now) {
    const Tracked &O = Events.Objects[E.Object];
    StateSet Wrong = Now & ~E.Does.from();
    std::string Name = calledBy(*E.At);
    std::string Partly = Wrong == Now ? "" : " on some path";
    if (!O.Object.Base) {
      if (Wrong && error(*E.At, Message::LockNeeded, Name, Partly))
        explain(E, Wrong);
      return;
    }
    if (!isAllowedHere(*O.Of)) {
      if (error(*E.At, Message::StateOutsideCoroutine, O.Of->CoroutineOnly, nameOf(Original)))
        noteCallers(E.At->getDebugLoc(), Ctx);
    } else if (!T.of(Original).empty() && O.IsFromArgument && !contractOf(O) &&
               E.Does.brings()) {
      if (error(*E.At, Message::StateOfParameter, nameOf(O), nameOf(Original)))
        noteCallers(E.At->getDebugLoc(), Ctx);
    } else if (Wrong) {
      StateSet First = Wrong & -Wrong;
      if (error(*E.At, Message::WrongState, Name, namesOf(*O.Of, E.Does.from()), nameOf(O),
                namesOf(*O.Of, First), Partly, nextAfter(*O.Of, First)))
        explain(E, First);
    }
  }

  void explain(const TypestateEvent &E, StateSet Wrong) {
    noteCallers(E.At->getDebugLoc(), Ctx);
    noteWay(*E.At, E.Object, Wrong);
  }

  /// All states of O in which Why has a text.
  static StateSet forbidden(const Tracked &O, StateSet Now, std::string ProtocolState::*Why) {
    StateSet Result = 0;
    for (auto [I, State] : enumerate(O.Of->States))
      Result |= StateSet(!(State.*Why).empty()) << I;
    return Result & Now;
  }

  void refuse(const Instruction &At, unsigned Object, StateSet Now, Message M,
              std::string ProtocolState::*Why) {
    const Tracked &O = Events.Objects[Object];
    StateSet Wrong = forbidden(O, Now, Why);
    Wrong &= -Wrong;
    if (Wrong && error(At, M, lowest(*O.Of, Wrong).*Why)) {
      noteCallers(At.getDebugLoc(), Ctx);
      noteWay(At, Object, Wrong);
    }
  }

  void checkContract(const Instruction &At, unsigned Object, StateSet Now) {
    const Tracked &O = Events.Objects[Object];
    const Transition *Does = contractOf(O);
    if (!Does || !movesInside(Object))
      return;
    StateSet Right = Does->apply(Does->from()), Wrong = Now & ~Right;
    Wrong &= -Wrong;
    if (Wrong && error(At, Message::NotAsDeclared, nameOf(Original), nameOf(O),
                       namesOf(*O.Of, Wrong), namesOf(*O.Of, Right)))
      noteWay(At, Object, Wrong);
  }

  /// A function that only asks does by other means what its attributes say.
  bool movesInside(unsigned Object) const {
    for (auto &[BB, OfBlock] : Events.ByBlock)
      for (const TypestateEvent &E : OfBlock)
        if (E.What == TypestateEvent::Call && E.Object == Object && E.Does.brings())
          return true;
    return false;
  }

  void checkReturn(const Instruction &At, const TypestateEvents::States &Now) {
    bool Suspends = isa<ReturnInst>(At) && Role == TypestateRole::Coroutine;
    if (Suspends)
      return; // the coroutine's own return is its marker
    for (unsigned O = 0; O != Now.size(); ++O) {
      const Value *Base = Events.Objects[O].Object.Base;
      if (!Base || (Role == TypestateRole::Coroutine && isa<AllocaInst>(Base)))
        continue; // destructors come first, then the scope ends
      if (contractOf(Events.Objects[O]))
        checkContract(At, O, Now[O]);
      else if (isAllowedHere(*Events.Objects[O].Of))
        refuse(At, O, Now[O], Message::ReturnsInState, &ProtocolState::NoReturn);
    }
  }

  void check(const TypestateEvent &E, const TypestateEvents::States &Now) {
    switch (E.What) {
    case TypestateEvent::Call:
      return checkCall(E, Now[E.Object]);
    case TypestateEvent::Suspend:
      for (unsigned O = 0; O != Now.size(); ++O)
        refuse(*E.At, O, Now[O], Message::SuspendsInState, &ProtocolState::NoSuspend);
      return;
    case TypestateEvent::Return:
      return checkReturn(*E.At, Now);
    case TypestateEvent::End:
      return refuse(*E.At, E.Object, Now[E.Object], Message::ReturnsInState,
                    &ProtocolState::NoReturn);
    case TypestateEvent::Leaves:
      return checkLeaves(E, Now[E.Object]);
    case TypestateEvent::Begin:
      return;
    }
  }

  /// A coroutine has its own idea of where its arguments begin.
  void checkLeaves(const TypestateEvent &E, StateSet Now) {
    const Tracked &O = Events.Objects[E.Object];
    StateSet Wrong = Now & ~Protocol::First;
    Wrong &= -Wrong;
    const Function &Callee = *cast<CallBase>(E.At)->getCalledFunction();
    if (Wrong && error(*E.At, Message::StateGivenAway, nameOf(Callee), nameOf(O),
                       namesOf(*O.Of, Wrong), namesOf(*O.Of, Protocol::First)))
      explain(E, Wrong);
  }

  /// One object or another is none whose state could be told.
  void refuseAlternatives(unsigned Object) {
    const Tracked &O = Events.Objects[Object];
    if (!O.Object.Base)
      return;
    for (const Instance &Other : Events.Of.alternatives(O.Object.Base)) {
      auto Same = find_if(Events.Objects, [&](const Tracked &T) {
        return T.Object == Other && T.Of == O.Of;
      });
      if (Same == Events.Objects.end())
        continue;
      for (auto &[BB, OfBlock] : Events.ByBlock)
        for (const TypestateEvent &E : OfBlock)
          if (E.What == TypestateEvent::Call && E.Object == Object) {
            error(*E.At, Message::StateOfOneOrOther, nameOf(*Same));
            return drop([Object](const TypestateEvent &E) { return E.Object == Object; });
          }
    }
  }
};
} // namespace

bool flexnet::checkTypestates(Function &F, const Function &Original, TypestateRole Role,
                              const Typestates &T, SplitContext &Ctx) {
  return TypestateCheck(F, Original, Role, T, Ctx).run();
}

void flexnet::checkTypestates(Function &F, const Typestates &States, SplitContext &Ctx) {
  if (States.empty())
    return;
  checkTypestates(F, F, TypestateRole::Coroutine, States, Ctx);
  // What could not be inlined.
  for (Instruction &I : instructions(F)) {
    auto *Call = dyn_cast<CallBase>(&I);
    Function *Callee = Call ? Call->getCalledFunction() : nullptr;
    if (Callee && States.reaches(*Callee) && !Callee->isPresplitCoroutine() &&
        !Callee->hasFnAttribute("flexnet.coroutine") && actsOnArguments(*Callee, States, Ctx))
      Ctx.report(Call->getDebugLoc(), Message::CallHidesStates, nameOf(*Callee),
                 nameOf(*States.reachedBy(*Callee)));
  }
}
