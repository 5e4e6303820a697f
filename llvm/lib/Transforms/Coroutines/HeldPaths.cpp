// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: the paths on which something is held, as the verifier walks through them.
//
// One lock, section or reference at a time, from the call that begins to hold it. A path knows
// what it has decided: which branch it took, which value a phi has, that the reference is not
// null. So `if (task) release(task)` releases, and `if (x) lock(); ... if (x) unlock();`
// unlocks, as for the verifier. Where a reference goes to memory the path is given up: what
// is then wrong the verifier finds.

#include "HeldPaths.h"

#include "Coroutine.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/Analysis/ConstantFolding.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Constants.h"

using namespace llvm;
using namespace llvm::flexnet;
using namespace llvm::flexnet::held;

/// States of one walk; a program that needs more has more paths than the verifier takes.
static constexpr unsigned MaxStates = 4096;
static constexpr unsigned MaxDepth = 16; ///< of nested sections

namespace {
/// What a path knows of values: a constant, or that it is what the call returned.
using Facts = SmallVector<std::pair<const Value *, const Value *>, 4>;

struct State {
  const BasicBlock *BB;
  const Instruction *From; ///< the first one to look at
  unsigned Depth;          ///< of a section: how often it is to be ended
  Facts Known;
};

class Walk {
public:
  Walk(const CallBase &Call, const Begin &Begins, function_ref<bool(const Instruction &)> StopsAt)
      : Call(Call), Begins(Begins), StopsAt(StopsAt), DL(Call.getDataLayout()) {
    if (Begins.What == Named::Argument || Begins.What == Named::LastArgument)
      Object = getUnderlyingObject(
          Call.getArgOperand(Begins.What == Named::Argument ? 0 : Call.arg_size() - 1));
  }

  SmallVector<const Instruction *, 2> run() {
    States.push_back({Call.getParent(), Call.getNextNode(), 1, {}});
    Facts &Known = States.back().Known;
    if (Begins.When == If::Zero)
      Known.push_back({&Call, Constant::getNullValue(Call.getType())});
    for (const BasicBlock *BB = Call.getParent(), *From; (From = BB->getSinglePredecessor()); BB = From)
      if (auto *Branch = dyn_cast<BranchInst>(From->getTerminator());
          Branch && Branch->isConditional() && Branch->getSuccessor(0) != Branch->getSuccessor(1))
        Known.push_back({Branch->getCondition(),
                         ConstantInt::getBool(Call.getContext(), Branch->getSuccessor(0) == BB)});
    for (size_t I = 0; I < States.size() && States.size() < MaxStates; ++I)
      visit(States[I]);
    return std::move(Found);
  }

private:
  const CallBase &Call;
  const Begin &Begins;
  function_ref<bool(const Instruction &)> StopsAt;
  const DataLayout &DL;
  const Value *Object = nullptr;
  std::vector<State> States;
  DenseMap<const BasicBlock *, SmallVector<unsigned, 4>> Seen;
  SmallVector<const Instruction *, 2> Found;

  static const Value *lookUp(const Facts &Known, const Value *V) {
    for (auto [Of, Is] : Known)
      if (Of == V)
        return Is;
    return nullptr;
  }

  /// V as this path knows it: a constant, the call itself, or what it is.
  const Value *resolve(const Value *V, const Facts &Known) const {
    for (unsigned Steps = 0; Steps < 32; ++Steps) {
      V = V->stripPointerCasts();
      if (const Value *Is = lookUp(Known, V))
        return Is;
      if (auto *GEP = dyn_cast<GEPOperator>(V))
        V = GEP->getPointerOperand(); // a part of it
      else if (auto *Freeze = dyn_cast<FreezeInst>(V))
        V = Freeze->getOperand(0);
      else if (auto *Cast = dyn_cast<CastInst>(V);
               Cast && (isa<PtrToIntInst>(Cast) || isa<IntToPtrInst>(Cast)))
        V = Cast->getOperand(0);
      else if (auto *Select = dyn_cast<SelectInst>(V)) {
        const Constant *C = evaluate(Select->getCondition(), Known);
        if (!C)
          return V;
        V = C->isNullValue() ? Select->getFalseValue() : Select->getTrueValue();
      } else
        return V;
    }
    return V;
  }

  bool isHeld(const Value *V, const Facts &Known) const {
    return Begins.What == Named::Result && resolve(V, Known) == &Call;
  }

  /// The constant that V is on this path, or null.
  const Constant *evaluate(const Value *V, const Facts &Known, unsigned Depth = 0) const {
    if (auto *C = dyn_cast<Constant>(V))
      return C;
    if (auto *C = dyn_cast_or_null<Constant>(lookUp(Known, V)))
      return C;
    auto *I = dyn_cast<Instruction>(V);
    if (!I || Depth > 8)
      return nullptr;
    if (auto *Cmp = dyn_cast<ICmpInst>(I))
      return evaluateCmp(*Cmp, Known, Depth);
    if (auto *Select = dyn_cast<SelectInst>(I)) {
      const Constant *C = evaluate(Select->getCondition(), Known, Depth + 1);
      if (!C)
        return nullptr;
      return evaluate(C->isNullValue() ? Select->getFalseValue() : Select->getTrueValue(), Known,
                      Depth + 1);
    }
    if (!isa<BinaryOperator>(I) && !isa<CastInst>(I) && !isa<FreezeInst>(I))
      return nullptr;
    SmallVector<Constant *, 2> Operands;
    for (const Use &U : I->operands()) {
      const Constant *C = evaluate(U, Known, Depth + 1);
      if (!C)
        return nullptr;
      Operands.push_back(const_cast<Constant *>(C));
    }
    return ConstantFoldInstOperands(const_cast<Instruction *>(I), Operands, DL);
  }

  const Constant *evaluateCmp(const ICmpInst &Cmp, const Facts &Known, unsigned Depth) const {
    const Value *L = Cmp.getOperand(0), *R = Cmp.getOperand(1);
    if (Cmp.isEquality() && isa<Constant>(R) && cast<Constant>(R)->isNullValue() &&
        isHeld(L, Known))
      return ConstantInt::getBool(Cmp.getType(), Cmp.getPredicate() == ICmpInst::ICMP_NE);
    const Constant *A = evaluate(L, Known, Depth + 1), *B = evaluate(R, Known, Depth + 1);
    if (!A || !B)
      return nullptr;
    return ConstantFoldCompareInstOperands(Cmp.getPredicate(), const_cast<Constant *>(A),
                                           const_cast<Constant *>(B), DL);
  }

  enum class Effect { None, Ends, Unknown };

  Effect effectOfCall(const CallBase &C, State &S) const {
    if (Begins.What == Named::Section)
      if (std::optional<Begin> Other = beginOf(C); Other && Other->Of == Begins.Of)
        S.Depth = std::min(S.Depth + 1, MaxDepth);
    std::optional<unsigned> End = endOf(C, Begins.Of);
    if (!End) {
      const Function *Callee = C.getCalledFunction();
      bool MayKeep = Callee && !Callee->isDeclaration(); // was not inlined: who knows
      return MayKeep && any_of(C.args(), [&](const Use &Arg) { return isHeld(Arg, S.Known); })
                 ? Effect::Unknown
                 : Effect::None;
    }
    if (Begins.What == Named::Section)
      return --S.Depth ? Effect::None : Effect::Ends;
    const Value *Named = C.getArgOperand(*End);
    if (Object)
      return getUnderlyingObject(Named) == Object ? Effect::Ends : Effect::None;
    const Value *Is = resolve(Named, S.Known);
    if (Is == &Call)
      return Effect::Ends;
    auto *Other = dyn_cast<CallBase>(Is);
    // Anything else may be this reference after a cast by a helper.
    return isa<Constant>(Is) || (Other && beginOf(*Other)) ? Effect::None : Effect::Unknown;
  }

  Effect effectOf(const Instruction &I, State &S) const {
    if (auto *Store = dyn_cast<StoreInst>(&I))
      return isHeld(Store->getValueOperand(), S.Known) ? Effect::Unknown : Effect::None;
    if (auto *C = dyn_cast<CallBase>(&I))
      return effectOfCall(*C, S);
    return Effect::None;
  }

  void visit(State S) {
    for (const Instruction *I = S.From; I; I = I->getNextNode()) {
      if (effectOf(*I, S) != Effect::None || I == &Call)
        return;
      if (asMarker(*I, marker::Suspend) && !StopsAt(*I)) // goes on with it in the next program
        S.Known.push_back({I, ConstantInt::getTrue(I->getContext())});
      if (StopsAt(*I)) {
        if (!is_contained(Found, I))
          Found.push_back(I);
        return;
      }
    }
    const Instruction *T = S.BB->getTerminator();
    if (auto *Branch = dyn_cast<BranchInst>(T); Branch && Branch->isConditional()) {
      const Constant *Decided = evaluate(Branch->getCondition(), S.Known);
      for (unsigned Side : {0u, 1u}) {
        Constant *Is = ConstantInt::getBool(Branch->getCondition()->getType(), Side == 0);
        if (!Decided || Decided == Is)
          go(S, *Branch->getSuccessor(Side), Branch->getCondition(), Is);
      }
    } else if (auto *Switch = dyn_cast<SwitchInst>(T)) {
      const Constant *Decided = evaluate(Switch->getCondition(), S.Known);
      for (auto Case : Switch->cases())
        if (!Decided || Decided == Case.getCaseValue())
          go(S, *Case.getCaseSuccessor(), Switch->getCondition(), Case.getCaseValue());
      auto *Value = dyn_cast_or_null<ConstantInt>(Decided);
      if (!Decided || (Value && Switch->findCaseValue(Value) == Switch->case_default()))
        go(S, *Switch->getDefaultDest());
    } else {
      for (const BasicBlock *Next : successors(S.BB))
        go(S, *Next);
    }
  }

  /// On to the next block; on the way V is known to be Is.
  void go(const State &S, const BasicBlock &To, const Value *V = nullptr,
          const Value *Is = nullptr) {
    State Next = {&To, &*To.getFirstNonPHIIt(), S.Depth, {}};
    // What the block computes anew is not known any more.
    for (auto Fact : S.Known)
      if (auto *I = dyn_cast<Instruction>(Fact.first); !I || I->getParent() != &To)
        Next.Known.push_back(Fact);
    if (V && !isa<Constant>(V) && !V->hasOneUse() && !lookUp(Next.Known, V))
      if (auto *I = dyn_cast<Instruction>(V); !I || I->getParent() != &To)
        Next.Known.push_back({V, Is});
    for (const PHINode &Phi : To.phis()) {
      const Value *Incoming = resolve(Phi.getIncomingValueForBlock(S.BB), S.Known);
      if (const Constant *C = evaluate(Incoming, S.Known))
        Next.Known.push_back({&Phi, C});
      else if (Incoming == &Call)
        Next.Known.push_back({&Phi, &Call});
    }
    sort(Next.Known);
    SmallVector<unsigned, 4> &Before = Seen[&To];
    if (any_of(Before, [&](unsigned Other) {
          return States[Other].Depth == Next.Depth && States[Other].Known == Next.Known;
        }))
      return;
    Before.push_back(States.size());
    States.push_back(std::move(Next));
  }
};
} // namespace

SmallVector<const Instruction *, 2>
held::followHeld(const CallBase &Call, const Begin &Begins,
                 function_ref<bool(const Instruction &)> StopsAt) {
  return Walk(Call, Begins, StopsAt).run();
}
