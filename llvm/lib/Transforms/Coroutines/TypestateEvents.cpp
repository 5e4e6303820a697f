// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: where in a function objects change their states, and the data flow over that.
//
//   call @llvm.lifetime.start(ptr %p)      begins      {}        -> {raw}
//   call @check(ptr %p)                    moves       {raw}     -> {checked}
//   %s = call i1 @flexnet.suspend(i64 1)   asks
//   call @llvm.lifetime.end(ptr %p)        ends        {checked} -> {}
//
// A forward data flow over the sets of states in which each object can be at the beginning of
// a block. Only blocks with events do anything, so the whole costs a few set operations.
//
// A lock is an object without a pointer: Base is null.

#include "HeldTable.h"
#include "TypestateFlow.h"

#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;
using namespace llvm::flexnet;

const Protocol &flexnet::lockProtocol() {
  static const Protocol Lock = [] {
    Protocol P;
    P.States = {{"no lock"}, {"a lock"}};
    return P;
  }();
  return Lock;
}

static Transition lockTransition(int To) {
  Transition T;
  T.To = {To, To};
  return T;
}

/// A lock must be held.
static Transition lockNeeded() {
  Transition T;
  T.To = {Transition::Refused, 1};
  return T;
}

StateSet TypestateEvent::apply(StateSet Now) const {
  switch (What) {
  case Call:
    if (StateSet Next = Does.apply(Now))
      return Next;
    return Does.apply(~StateSet(0)); // wrong, and said so: go on as if it were right
  case Begin:
    return Protocol::First;
  case End:
    return 0;
  default:
    return Now;
  }
}

void TypestateEvents::apply(const TypestateEvent &E, States &Now) {
  if (E.What != TypestateEvent::Suspend && E.What != TypestateEvent::Return)
    Now[E.Object] = E.apply(Now[E.Object]);
}

unsigned TypestateEvents::track(Instance Object, const Protocol &P) {
  auto It = find_if(Objects, [&](const Tracked &O) { return O.Object == Object && O.Of == &P; });
  if (It != Objects.end())
    return It - Objects.begin();
  Objects.push_back({Object, &P});
  return Objects.size() - 1;
}

/// What has to be computed anew for V to be another value.
static void findOrigins(const Value *V, SmallPtrSetImpl<const Value *> &Origins) {
  auto *I = dyn_cast<Instruction>(V);
  if (!I || isa<PHINode, CallBase, AllocaInst>(I)) {
    Origins.insert(V);
    return;
  }
  for (const Value *Operand : I->operands())
    findOrigins(Operand, Origins);
}

namespace {
/// Which objects an instruction makes others.
class Origins {
public:
  Origins(const std::vector<Tracked> &Objects, Instances &Of) : Objects(Objects), Of(Of) {
    for (const Tracked &O : Objects) {
      SmallPtrSet<const Value *, 4> &Mine = All.emplace_back();
      if (O.Object.Base)
        findOrigins(O.Object.Base, Mine);
    }
  }

  bool isFrom(unsigned Object, const Value &V) const { return All[Object].contains(&V); }

  /// Only arguments can have been anything before.
  bool isFromArgument(unsigned Object) const {
    return any_of(All[Object], [](const Value *V) { return isa<Argument>(V); });
  }

  /// A store of another pointer to the place that Object is read from.
  bool isReplaced(unsigned Object, const StoreInst &Store) {
    auto *Load = dyn_cast_or_null<LoadInst>(Objects[Object].Object.Base);
    return Load && Store.getValueOperand()->getType()->isPointerTy() &&
           Of.of(Load->getPointerOperand()) == Of.of(Store.getPointerOperand());
  }

private:
  const std::vector<Tracked> &Objects;
  Instances &Of;
  SmallVector<SmallPtrSet<const Value *, 4>, 4> All;
};
} // namespace

/// The annotated calls of I, or of a lock; others are null.
static const CallBase *asCall(const Instruction &I) {
  auto *Call = dyn_cast<CallBase>(&I);
  return Call && (!Call->getCalledFunction() || !Call->getCalledFunction()->isIntrinsic()) ? Call
                                                                                         : nullptr;
}

void TypestateEvents::findObjects() {
  for (const Instruction &I : instructions(F)) {
    const CallBase *Call = asCall(I);
    const Function *Callee = Call ? Call->getCalledFunction() : nullptr;
    if (!Callee)
      continue;
    if (T.needsLock(*Callee)) {
      track({}, lockProtocol());
      NeedsLock = true;
    }
    for (const Transition &Does : T.of(*Callee)) {
      Instance Object = Of.of(Call->getArgOperand(Does.Argument));
      if (!isa<ConstantPointerNull, UndefValue>(Object.Base))
        track(Object, *Does.Of);
    }
  }
}

void TypestateEvents::addCall(const CallBase &Call, SmallVectorImpl<TypestateEvent> &Events) {
  const Function *Callee = Call.getCalledFunction();
  if (NeedsLock)
    if (int Change = held::lockChange(Call))
      Events.push_back({TypestateEvent::Call, &Call, track({}, lockProtocol()),
                        lockTransition(Change > 0)});
  if (!Callee)
    return;
  if (T.needsLock(*Callee))
    Events.push_back({TypestateEvent::Call, &Call, track({}, lockProtocol()), lockNeeded()});
  for (const Transition &Does : T.of(*Callee)) {
    Instance Object = Of.of(Call.getArgOperand(Does.Argument));
    if (!isa<ConstantPointerNull, UndefValue>(Object.Base))
      Events.push_back({TypestateEvent::Call, &Call, track(Object, *Does.Of), Does});
  }
  if (T.reaches(*Callee))
    for (const Use &Arg : Call.args())
      for (unsigned O = 0; O != Objects.size() && Arg->getType()->isPointerTy(); ++O)
        if (Objects[O].Object.Base && Objects[O].Object == Of.of(Arg))
          Events.push_back({TypestateEvent::Leaves, &Call, O});
}

TypestateEvents::TypestateEvents(const Function &F, const Typestates &T) : F(F), T(T), Of(F) {
  findObjects();
  if (Objects.empty())
    return;
  Origins From(Objects, Of);
  SmallVector<bool, 4> HasScope(Objects.size(), false);
  for (const BasicBlock &BB : F) {
    SmallVector<TypestateEvent, 4> Events;
    for (const Instruction &I : BB) {
      auto *II = dyn_cast<IntrinsicInst>(&I);
      bool Starts = II && II->getIntrinsicID() == Intrinsic::lifetime_start;
      bool Ends = II && II->getIntrinsicID() == Intrinsic::lifetime_end;
      if (const CallBase *Call = asCall(I))
        addCall(*Call, Events);
      for (unsigned O = 0; O != Objects.size(); ++O) {
        if (Starts || Ends) {
          if (!From.isFrom(O, *II->getArgOperand(II->arg_size() - 1)->stripPointerCasts()))
            continue;
          HasScope[O] = true;
          Events.push_back({Starts ? TypestateEvent::Begin : TypestateEvent::End, &I, O});
        } else if (auto *Store = dyn_cast<StoreInst>(&I)) {
          if (From.isReplaced(O, *Store))
            Events.push_back({TypestateEvent::Begin, &I, O});
        } else if (!isa<AllocaInst>(I) && From.isFrom(O, I)) {
          Events.push_back({TypestateEvent::Begin, &I, O});
        }
      }
      if (asMarker(I, marker::Suspend))
        Events.push_back({TypestateEvent::Suspend, &I});
      else if (asMarker(I, marker::Stage) || isa<ReturnInst>(I))
        Events.push_back({TypestateEvent::Return, &I});
    }
    if (!Events.empty())
      ByBlock[&BB] = std::move(Events);
  }
  for (unsigned O = 0; O != Objects.size(); ++O) {
    Objects[O].IsFromArgument = From.isFromArgument(O);
    if (HasScope[O])
      Objects[O].AtEntry = 0;
  }
}

DenseMap<const BasicBlock *, TypestateEvents::States> TypestateEvents::flow() const {
  States Entry, None(Objects.size(), 0);
  for (const Tracked &O : Objects)
    Entry.push_back(O.AtEntry);
  DenseMap<const BasicBlock *, States> In;
  In[&F.getEntryBlock()] = Entry;
  ReversePostOrderTraversal<const Function *> Blocks(&F);
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const BasicBlock *BB : Blocks) {
      States Now = In.try_emplace(BB, None).first->second;
      if (auto It = ByBlock.find(BB); It != ByBlock.end())
        for (const TypestateEvent &E : It->second)
          apply(E, Now);
      for (const BasicBlock *Next : successors(BB)) {
        States &Old = In.try_emplace(Next, None).first->second;
        for (unsigned O = 0; O != Now.size(); ++O) {
          Changed |= (Old[O] | Now[O]) != Old[O];
          Old[O] |= Now[O];
        }
      }
    }
  }
  return In;
}

FactPath TypestateEvents::wayTo(const Instruction &Place, unsigned Object, StateSet Wrong) const {
  auto change = [&](const Instruction &I) {
    FactChange Change = FactChange::None;
    auto It = ByBlock.find(I.getParent());
    if (It == ByBlock.end())
      return Change;
    for (const TypestateEvent &E : It->second) {
      if (E.At != &I || E.Object != Object)
        continue;
      if (E.What == TypestateEvent::Begin || E.What == TypestateEvent::End)
        Change = E.apply(0) & Wrong ? FactChange::Begins : FactChange::Ends;
      else if (E.What == TypestateEvent::Call && E.Does.brings() & Wrong)
        Change = FactChange::Begins;
      else if (E.What == TypestateEvent::Call && !(E.Does.apply(Wrong) & Wrong))
        Change = FactChange::Ends;
    }
    return Change;
  };
  return findPath(Place, {change, (Objects[Object].AtEntry & Wrong) != 0});
}
