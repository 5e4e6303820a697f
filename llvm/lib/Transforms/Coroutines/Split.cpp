// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: stores at each suspension, and one function for each continuation.
//
// Before, in the coroutine:                      After, in the ramp:
//   call void @__flexnet_save(7, %frame)           store i8 %idx8, ptr %frame
//   ...                                            ...
//   %r = call i1 @flexnet.suspend(7)               br label %ret
//   br i1 %r, label %cont, label %ret
// cont:                                          and a function rx.resume(ctx, frame):
//   call void @flexnet.resumed(7)                  entry:
//   use(%idx)                                        %idx8 = load i8, ptr %frame
//                                                    br label %cont
//                                                  cont:
//                                                    use(%idx)
//
// Every live value goes through a local (a slot) while the function is cloned; SROA
// takes the slots away again. So a continuation inside a loop, where the value comes
// either from the frame or from this program, needs no SSA repair of ours.
//
// Invariants: all stores to the frame stand at the save marker, before header code
// publishes it; all loads stand at the entry of the resume function; there is no
// other access.

#include "Coroutine.h"
#include "Homes.h"

#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
class Splitter {
public:
  Splitter(Coroutine &C, SplitContext &Ctx) : C(C), F(*C.F), Ctx(Ctx) {}

  void run() {
    replaceConstantMarkers();
    for (SuspendPoint &P : C.Points)
      emitSave(P);
    makeSlots();
    SmallVector<Function *, 4> Programs;
    for (SuspendPoint &P : C.Points) {
      Programs.push_back(P.Resume = cloneFrom(P));
      replaceFrame(*P.Resume, P.Id);
      replaceOwned(*P.Resume, &P);
    }
    Programs.push_back(&F);
    replaceFrame(F, std::nullopt);
    replaceOwned(F, nullptr);
    for (Function *Program : Programs) {
      removeMarkers(*Program);
      removeUnreachableBlocks(*Program);
      Ctx.FAM.invalidate(*Program, PreservedAnalyses::none());
      assert(!verifyFunction(*Program, &errs()) && "split made invalid IR");
    }
    for (auto [P, Context] : Contexts)
      checkContinuation(*P, *Context, Ctx);
  }

private:
  Coroutine &C;
  Function &F;
  SplitContext &Ctx;
  /// The local that stands for a value.
  MapVector<Value *, AllocaInst *> Slots;
  /// Stand for the context in continuations that have none.
  SmallVector<std::pair<SuspendPoint *, CallInst *>, 4> Contexts;

  /// The slot of L in a clone.
  AllocaInst *slot(const LiveValue &L, ValueToValueMapTy &Map) {
    return cast<AllocaInst>(Map[L.IsContents ? L.V : Slots.lookup(L.V)]);
  }

  /// What the layout decided becomes constants in header code.
  void replaceConstantMarkers() {
    DenseMap<uint64_t, const SuspendPoint *> ById;
    for (const SuspendPoint &P : C.Points)
      ById[P.Id] = &P;
    for (Instruction &I : make_early_inc_range(instructions(F))) {
      auto replace = [&](StringRef Name, auto Member) {
        CallInst *Call = asMarker(I, Name);
        if (!Call)
          return false;
        const SuspendPoint *P = ById.lookup(markerId(*Call));
        Call->replaceAllUsesWith(ConstantInt::get(Call->getType(), P ? P->*Member : 0));
        Call->eraseFromParent();
        return true;
      };
      replace(marker::FrameSize, &SuspendPoint::FrameSize) ||
          replace(marker::PointIndex, &SuspendPoint::Index) ||
          replace(marker::Carries, &SuspendPoint::Carries) ||
          replace(marker::SetIndex, &SuspendPoint::SetIndex);
    }
  }

  void makeSlots() {
    for (SuspendPoint &P : C.Points)
      for (LiveValue &L : P.Live)
        if (!L.IsContents)
          Slots[L.V] = nullptr;
    for (SuspendPoint &P : C.Points)
      for (KeptReference &R : P.Homes)
        if (!P.Owns)
          Slots[R.V] = nullptr;
    auto Entry = F.getEntryBlock().begin();
    for (auto &[V, Slot] : Slots) {
      if (auto *Phi = dyn_cast<PHINode>(V))
        Slot = DemoteRegToStack(*copyOf(*Phi), /*VolatileLoads=*/false, Entry);
      else if (auto *I = dyn_cast<Instruction>(V))
        Slot = DemoteRegToStack(*I, /*VolatileLoads=*/false, Entry);
      else
        Slot = demoteArgument(*cast<Argument>(V));
    }
  }

  /// Stands for the phi wherever it is used. DemotePHIToStack would load the slot once,
  /// at the phi, where a continuation inside the loop does not come by.
  static Instruction *copyOf(PHINode &Phi) {
    auto *Copy = new BitCastInst(&Phi, Phi.getType(), Phi.getName() + ".copy",
                                 Phi.getParent()->getFirstInsertionPt());
    Copy->setDebugLoc(Phi.getDebugLoc());
    Phi.replaceUsesWithIf(Copy, [&](Use &U) { return U.getUser() != Copy; });
    return Copy;
  }

  AllocaInst *demoteArgument(Argument &A) {
    IRBuilder<> B(&*F.getEntryBlock().begin());
    AllocaInst *Slot = B.CreateAlloca(A.getType(), nullptr, A.getName() + ".slot");
    for (Use &U : make_early_inc_range(A.uses())) {
      auto *User = cast<Instruction>(U.getUser());
      auto *Phi = dyn_cast<PHINode>(User);
      IRBuilder<> BU(Phi ? Phi->getIncomingBlock(U)->getTerminator() : User);
      U.set(BU.CreateLoad(A.getType(), Slot));
    }
    B.CreateStore(&A, Slot);
    return Slot;
  }

  static Value *fieldOf(IRBuilder<> &B, Value *Frame, const LiveValue &L) {
    return L.Offset ? B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), Frame, L.Offset) : Frame;
  }

  /// A variable that was not set on some path has a number in the frame: "R3 !read_ok".
  static void setUnset(Value &V) {
    SmallVector<Value *, 8> Work{&V};
    SmallPtrSet<const Value *, 8> Seen;
    while (!Work.empty()) {
      auto *From = dyn_cast<Instruction>(Work.pop_back_val());
      if (!From || !isa<PHINode, SelectInst, CastInst>(From) || !Seen.insert(From).second)
        continue;
      for (Use &U : From->operands())
        if (isa<UndefValue>(U))
          U.set(Constant::getNullValue(U->getType()));
        else
          Work.push_back(U);
    }
  }

  void emitSave(SuspendPoint &P) {
    saveReferences(P);
    IRBuilder<> B(P.Save);
    B.SetCurrentDebugLocation(P.Suspend->getDebugLoc());
    Value *Frame = P.Save->getArgOperand(1);
    if (P.HasId)
      B.CreateAlignedStore(B.getInt8(P.ResumeId), Frame, Align(1));
    for (const LiveValue &L : P.Live) {
      setUnset(*L.Saved);
      Value *Field = fieldOf(B, Frame, L);
      if (L.IsContents) // exactly its size: the frame ends there
        B.CreateMemCpy(Field, L.Alignment, L.V, cast<AllocaInst>(L.V)->getAlign(), L.Size);
      else
        B.CreateAlignedStore(B.CreateZExtOrTrunc(L.Saved, L.Stored), Field, L.Alignment);
    }
    P.Save->eraseFromParent();
    P.Save = nullptr;
  }

  /// After a load the verifier knows the width only: says again what was known. The
  /// empty asm keeps that from LLVM, which would use it to compute `a[i + 1]` from the
  /// unchecked i, where the verifier has forgotten the check of i + 1.
  static Value *restoreRange(IRBuilder<> &B, Value *V, const LiveValue &L) {
    if (!L.RestoreRange)
      return V;
    APInt Max = L.Range.getUnsignedMax();
    Constant *Bound = ConstantInt::get(V->getType(), Max);
    if (Max.getActiveBits() == L.Stored->getBitWidth() && Max.isMask())
      ; // the load says it
    else if (Max.isMask())
      V = B.CreateAnd(V, Bound);
    else
      V = B.CreateSelect(B.CreateICmpUGT(V, Bound), Bound, V);
    // From 0 a countdown would go on with the largest number.
    if (APInt Min = L.Range.getUnsignedMin(); Min != 0) {
      Constant *Least = ConstantInt::get(V->getType(), Min);
      V = B.CreateSelect(B.CreateICmpULT(V, Least), Least, V);
    }
    Type *Original = V->getType();
    bool Is64 = Original->getIntegerBitWidth() > 32;
    Type *Register = Is64 ? B.getInt64Ty() : B.getInt32Ty();
    auto *Type = FunctionType::get(Register, {Register}, false);
    V = B.CreateCall(InlineAsm::get(Type, "", Is64 ? "=r,0" : "=w,0", false),
                     {B.CreateZExt(V, Register)});
    return B.CreateTrunc(V, Original);
  }

  void emitRestore(SuspendPoint &P, Function &Resume, ValueToValueMapTy &Map, IRBuilder<> &B) {
    Value *Frame = Resume.getArg(1);
    for (auto [R, V] : zip(P.Homes, restoreReferences(P, Frame, B)))
      B.CreateStore(V, cast<AllocaInst>(Map[Slots.lookup(R.V)]));
    for (const LiveValue &L : P.Live) {
      Value *Field = fieldOf(B, Frame, L);
      AllocaInst *Slot = slot(L, Map);
      if (L.IsContents) {
        // It began before the suspension. With an end alone it would share no stack.
        if (any_of(Slot->users(), [](const User *U) {
              return cast<Instruction>(U)->isLifetimeStartOrEnd();
            }))
          B.CreateLifetimeStart(Slot);
        B.CreateMemCpy(Slot, Slot->getAlign(), Field, L.Alignment, L.Size);
        continue;
      }
      Value *V = B.CreateAlignedLoad(L.Stored, Field, L.Alignment, L.Name);
      V = B.CreateZExtOrTrunc(V, Slot->getAllocatedType());
      B.CreateStore(restoreRange(B, V, L), Slot);
    }
  }

  Function *cloneFrom(SuspendPoint &P) {
    LLVMContext &Context = F.getContext();
    Type *Ptr = PointerType::get(Context, 0);
    SmallVector<Type *, 3> Parameters{Ptr, Ptr};
    if (P.Owns)
      Parameters.push_back(Type::getInt1Ty(Context));
    auto *Resume = Function::Create(FunctionType::get(F.getReturnType(), Parameters, false),
                                    GlobalValue::InternalLinkage,
                                    F.getName() + ".resume." + Twine(P.Index), Ctx.M);
    Resume->getArg(0)->setName("ctx");
    Resume->getArg(1)->setName("frame");
    Value *CtxArg = Resume->getArg(0);
    if (P.Owns) {
      Resume->getArg(0)->setName("packet");
      auto *None = CallInst::Create(Ctx.M.getOrInsertFunction("flexnet.no_context", Ptr));
      Contexts.push_back({&P, None});
      CtxArg = None;
    }
    ValueToValueMapTy Map;
    for (Argument &A : F.args())
      Map[&A] = P.CtxArg == A.getArgNo() ? CtxArg : PoisonValue::get(A.getType());
    SmallVector<ReturnInst *, 4> Returns;
    CloneFunctionInto(Resume, &F, Map, CloneFunctionChangeType::LocalChangesOnly, Returns);
    // Attributes of the ramp's parameters, and its place in the object, are not ours.
    Resume->setAttributes(AttributeList::get(Context, F.getAttributes().getFnAttrs(),
                                             F.getAttributes().getRetAttrs(), {}));
    Resume->setSection("");
    Resume->setVisibility(GlobalValue::DefaultVisibility);
    Resume->setDSOLocal(true);
    Resume->removeFnAttr("flexnet.coroutine");
    Resume->removeFnAttr(Attribute::NoInline);
    Resume->removeFnAttr(Attribute::OptimizeNone);
    Resume->addFnAttr(Attribute::AlwaysInline);

    auto *Resumed = cast<CallInst>(Map[P.Resumed]);
    BasicBlock *Continue = SplitBlock(Resumed->getParent(), Resumed->getIterator());
    BasicBlock *OldEntry = &Resume->getEntryBlock();
    BasicBlock *Entry = BasicBlock::Create(Context, "restore", Resume, OldEntry);
    for (Instruction &I : make_early_inc_range(*OldEntry))
      if (auto *A = dyn_cast<AllocaInst>(&I); A && isa<Constant>(A->getArraySize()))
        A->moveBefore(*Entry, Entry->end());
    IRBuilder<> B(Entry);
    B.SetCurrentDebugLocation(Resumed->getDebugLoc());
    if (P.Owns)
      B.Insert(Contexts.back().second);
    emitRestore(P, *Resume, Map, B);
    B.CreateBr(Continue);
    return Resume;
  }

  /// Where the frame is that a program was resumed from: no other program asks.
  void replaceFrame(Function &Program, std::optional<uint64_t> ResumedId) {
    for (Instruction &I : make_early_inc_range(instructions(Program)))
      if (CallInst *Frame = asMarker(I, marker::Frame)) {
        Frame->replaceAllUsesWith(ResumedId == markerId(*Frame)
                                      ? static_cast<Value *>(Program.getArg(1))
                                      : PoisonValue::get(Frame->getType()));
        Frame->eraseFromParent();
      }
  }

  void removeMarkers(Function &Program) {
    for (Instruction &I : make_early_inc_range(instructions(Program))) {
      if (CallInst *Suspend = asMarker(I, marker::Suspend))
        Suspend->replaceAllUsesWith(ConstantInt::getFalse(I.getContext()));
      else if (!asMarker(I, marker::Resumed) && !asMarker(I, marker::SuspendOn) &&
               !asMarker(I, marker::Executed) && !asMarker(I, marker::Owned))
        continue;
      I.eraseFromParent();
    }
  }
};
} // namespace

void flexnet::splitCoroutine(Coroutine &C, SplitContext &Ctx) { Splitter(C, Ctx).run(); }
