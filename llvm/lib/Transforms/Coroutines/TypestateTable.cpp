// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: reads what clang/lib/Sema/AttrTypestate.cpp has written, and takes it out again.
//
// On a parameter, in the function's body:
//   store ptr %0, ptr %p.addr
//   call void @llvm.var.annotation(ptr %p.addr, ptr @"flexnet.moves 0 1 {...}", ...)
// On a function, which may be only declared:
//   @llvm.global.annotations = [{ ptr @f, ptr @"flexnet.argument 0 flexnet.moves 0 1 {...}", ...
//
// The numbers are states, {...} is the protocol as JSON.

#include "Typestate.h"

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/JSON.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;
using namespace llvm::flexnet;

StateSet Transition::from() const {
  StateSet Result = 0;
  for (auto [From, State] : enumerate(To))
    Result |= StateSet(State != Refused) << From;
  return Result;
}

StateSet Transition::apply(StateSet Now) const {
  StateSet Result = 0;
  for (auto [From, State] : enumerate(To))
    if (Now >> From & 1 && State != Refused)
      Result |= StateSet(1) << State;
  return Result;
}

StateSet Transition::brings() const {
  StateSet Result = 0;
  for (auto [From, State] : enumerate(To))
    if (State != Refused && State != int(From))
      Result |= StateSet(1) << State;
  return Result;
}

static std::string textOf(const json::Object &O, StringRef Key) {
  return O.getString(Key).value_or("").str();
}

Protocol &Typestates::protocol(StringRef Description) {
  auto [It, New] = Protocols.try_emplace(Description);
  Protocol &P = It->second;
  if (!New)
    return P;
  Expected<json::Value> Parsed = json::parse(Description);
  const json::Object *O = Parsed ? Parsed->getAsObject() : nullptr;
  if (!Parsed)
    consumeError(Parsed.takeError());
  const json::Array *States = O ? O->getArray("states") : nullptr;
  if (!States)
    return P;
  P.CoroutineOnly = textOf(*O, "coroutine_only");
  for (const json::Value &V : *States)
    if (const json::Object *S = V.getAsObject())
      P.States.push_back({textOf(*S, "name"), S->getInteger("value").value_or(0),
                          textOf(*S, "no_suspend"), textOf(*S, "no_return"), textOf(*S, "next")});
  return P;
}

/// The next word of Text, which is taken from it; nothing if it is no number.
static std::optional<unsigned> takeNumber(StringRef &Text) {
  unsigned Number;
  if (Text.consumeInteger(10, Number))
    return std::nullopt;
  Text = Text.ltrim();
  return Number;
}

void Typestates::read(const Function &F, std::optional<unsigned> Argument, StringRef Text) {
  if (Text == "flexnet.needs_lock") {
    NeedLock.insert(&F);
    return;
  }
  if (Text.consume_front("flexnet.argument ")) {
    Argument = takeNumber(Text);
    if (Argument && F.hasStructRetAttr())
      ++*Argument;
  }
  if (!Argument || *Argument >= F.arg_size())
    return;
  auto [Kind, Rest] = Text.split(' ');
  if (Kind == "flexnet.tells") {
    protocol(Rest).IsTold = true;
    return;
  }
  std::optional<unsigned> From = takeNumber(Rest), To = takeNumber(Rest);
  Protocol &P = protocol(Rest);
  if (!From || !To || std::max(*From, *To) >= P.States.size())
    return;
  SmallVector<Transition, 1> &Transitions = Of[&F];
  auto T = find_if(Transitions,
                   [&](const Transition &T) { return T.Argument == *Argument && T.Of == &P; });
  if (T == Transitions.end()) {
    Transition New;
    New.Argument = *Argument;
    New.Of = &P;
    New.To.assign(P.States.size(), Transition::Refused);
    T = Transitions.insert(T, std::move(New));
  }
  T->To[*From] = *To;
  T->IfOnly |= Kind == "flexnet.moves_if";
}

/// The text that Pointer points at, if it is one of ours.
static std::optional<StringRef> annotation(const Value *Pointer) {
  auto *G = dyn_cast<GlobalVariable>(Pointer->stripPointerCasts());
  auto *Text = G && G->hasInitializer() ? dyn_cast<ConstantDataArray>(G->getInitializer()) : nullptr;
  if (!Text || !Text->isCString() || !Text->getAsCString().starts_with("flexnet."))
    return std::nullopt;
  return Text->getAsCString();
}

/// Strings of annotations that nothing uses any more.
static void dropStrings(ArrayRef<GlobalVariable *> Strings) {
  for (GlobalVariable *G : Strings) {
    G->removeDeadConstantUsers();
    if (G->use_empty() && G->hasLocalLinkage())
      G->eraseFromParent();
  }
}

void Typestates::readFunctions(Module &M) {
  GlobalVariable *Rows = M.getGlobalVariable("llvm.global.annotations");
  auto *All = Rows ? dyn_cast<ConstantArray>(Rows->getInitializer()) : nullptr;
  if (!All)
    return;
  SmallVector<Constant *, 16> Others;
  SmallSetVector<GlobalVariable *, 16> Strings;
  for (const Use &Row : All->operands()) {
    auto *Fields = cast<ConstantStruct>(Row);
    std::optional<StringRef> Text = annotation(Fields->getOperand(1));
    if (!Text) {
      Others.push_back(Fields);
      continue;
    }
    if (auto *F = dyn_cast<Function>(Fields->getOperand(0)->stripPointerCasts()))
      read(*F, std::nullopt, *Text);
    for (unsigned Field : {1, 2})
      if (auto *G = dyn_cast<GlobalVariable>(Fields->getOperand(Field)->stripPointerCasts()))
        Strings.insert(G);
  }
  if (Strings.empty())
    return;
  if (!Others.empty()) {
    auto *Type = ArrayType::get(Others.front()->getType(), Others.size());
    auto *Rest = new GlobalVariable(M, Type, Rows->isConstant(), Rows->getLinkage(),
                                    ConstantArray::get(Type, Others), "", Rows);
    Rest->setSection(Rows->getSection());
    Rest->takeName(Rows);
  }
  Rows->eraseFromParent();
  dropStrings(Strings.getArrayRef());
}

/// The argument that is kept in Slot, a local of the function's own.
static const Argument *argumentIn(const Value *Slot) {
  if (!isa<AllocaInst>(Slot)) // a constant has no users to ask for
    return nullptr;
  for (const User *U : Slot->users())
    if (auto *Store = dyn_cast<StoreInst>(U); Store && Store->getPointerOperand() == Slot)
      if (auto *A = dyn_cast<Argument>(Store->getValueOperand()))
        return A;
  return nullptr;
}

void Typestates::readParameters(Module &M) {
  SmallVector<CallInst *, 32> Calls;
  for (Function &F : M)
    if (F.getIntrinsicID() == Intrinsic::var_annotation)
      for (User *U : F.users())
        if (auto *Call = dyn_cast<CallInst>(U); Call && annotation(Call->getArgOperand(1)))
          Calls.push_back(Call);
  SmallSetVector<GlobalVariable *, 16> Strings;
  for (CallInst *Call : Calls) {
    if (const Argument *A = argumentIn(Call->getArgOperand(0)))
      read(*Call->getFunction(), A->getArgNo(), *annotation(Call->getArgOperand(1)));
    for (unsigned I : {1, 2})
      if (auto *G = dyn_cast<GlobalVariable>(Call->getArgOperand(I)->stripPointerCasts()))
        Strings.insert(G);
  }
  Function *Intrinsic = Calls.empty() ? nullptr : Calls.front()->getCalledFunction();
  for (CallInst *Call : Calls)
    Call->eraseFromParent();
  if (Intrinsic && Intrinsic->use_empty())
    Intrinsic->eraseFromParent();
  dropStrings(Strings.getArrayRef());
}

void Typestates::findReaching(Module &M) {
  SmallVector<const Function *, 16> Work;
  SmallPtrSet<const Function *, 16> Callers; // annotated ones
  for (const Function &F : M)
    if (isAnnotated(F))
      Work.push_back(&F);
  for (size_t Next = 0; Next != Work.size(); ++Next) {
    const Function *Callee = Work[Next];
    for (const User *U : Callee->users()) {
      auto *Call = dyn_cast<CallBase>(U);
      if (!Call || Call->getCalledFunction() != Callee)
        continue;
      const Function *Caller = Call->getFunction();
      if (isAnnotated(*Caller))
        Callers.insert(Caller);
      else if (Reaching.try_emplace(Caller, Callee).second)
        Work.push_back(Caller);
    }
  }
  for (const Function &F : M)
    if (reaches(F) || Callers.contains(&F))
      Functions.push_back(&F);
}

const Function *Typestates::reachedBy(const Function &F) const {
  const Function *At = &F;
  while (!isAnnotated(*At))
    At = Reaching.lookup(At);
  return At;
}

ArrayRef<Transition> Typestates::of(const Function &F) const {
  auto It = Of.find(&F);
  return It == Of.end() ? ArrayRef<Transition>() : It->second;
}

Typestates::Typestates(Module &M) {
  readFunctions(M);
  readParameters(M);
  for (auto &[F, Transitions] : Of)
    for (Transition &T : Transitions)
      if (T.IfOnly)
        for (auto [From, To] : enumerate(T.To))
          if (To == Transition::Refused)
            To = From;
  if (!empty())
    findReaching(M);
}
