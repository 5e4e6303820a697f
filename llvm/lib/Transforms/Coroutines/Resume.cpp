// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: what coro_t::resume() does, and the program in which packets go on.
//
// A coro_t names a set and a cell. No function pointers: for each set of executor queues a
// function finds the frame and switches over its first byte; one more switches over the sets.
//
//   define internal void @work_resume(i64 %cell)       define internal i32 @flexnet_resume(i32 %coro)
//     %ok = call i1 @ring_frame(@work, %cell, ...)       switch i32 (%coro >> 24)
//     br i1 %ok, %frame, %bad                              0: call void @work_resume(cell)
//   frame:                                                 1: ...
//     switch i8 <resume id>
//       1: call i32 @f.resume.0(ptr null, ptr %frame)   ; without a packet: now
//       2: call i1 @hand_over(i32 %coro)                ; with one: in flexnet_deliver
//
//   define i32 @flexnet_deliver(ptr %ctx) section "xdp"
//     %coro = call i32 @next_ready()                    ; 0: XDP_DROP
//     switch over sets; find the frame; fill the buffer; switch over ids
//       2: %v = call i32 @f.resume.1(ptr %ctx, ptr %frame)

#include "Coroutine.h"
#include "Homes.h"

#include "flexnet/abi.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/DIBuilder.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

static constexpr unsigned CellMask = (1u << CoroSetShift) - 1;
enum { XdpAborted = 0, XdpDrop = 1, XdpTx = 3, TcShot = 2 };

namespace {
class ResumeBuilder {
public:
  ResumeBuilder(MutableArrayRef<QueueSet> Sets, SplitContext &Ctx)
      : M(Ctx.M), Ctx(Ctx), B(Ctx.M.getContext()) {
    for (QueueSet &Set : Sets)
      if (Set.isExecuted() && !Set.Points.empty())
        Executed.push_back(&Set);
  }

  void run() {
    Function *Marker = M.getFunction(marker::ResumeCoro);
    if (Executed.empty()) {
      if (Marker) // sets that nothing suspends on
        for (User *U : make_early_inc_range(Marker->users()))
          cast<CallInst>(U)->eraseFromParent();
      return;
    }
    for (QueueSet *Set : Executed)
      Set->Resume = createSetResume(*Set);
    Function *Resume = createResumeCoro();
    if (Marker)
      callResume(*Marker, *Resume);
    if (any_of(Executed, [](const QueueSet *S) { return S->Packet != 0; }))
      createDeliver();
    else if (GlobalVariable *Ready = M.getNamedGlobal("flexnet_ready"))
      Ready->setLinkage(GlobalValue::InternalLinkage); // code that is dead uses it still
    if (!Ctx.isKernel())
      createDrain(*Resume);
  }

private:
  /// A call costs more than all that it does, so the dispatcher is inlined into executors, and only
  /// that of its set where the set is known. But what a coroutine does in a loop the verifier would
  /// walk through once more for each turn of a loop of the executor's that it counts, and for each way
  /// through a resumption before it: there it is called, as a global function, which the verifier
  /// walks through once.
  void callResume(Function &Marker, Function &Resume) {
    SmallVector<CallInst *, 4> Calls;
    for (User *U : Marker.users())
      Calls.push_back(cast<CallInst>(U));
    for (CallInst *Call : Calls) {
      Value *Coro = Call->getArgOperand(0);
      auto Known = find_if(Executed, [Map = knownSet(*Coro)](const QueueSet *S) {
        return S->Map == Map;
      });
      bool OneSet = Known != Executed.end();
      ArrayRef<QueueSet *> Candidates = OneSet ? ArrayRef<QueueSet *>(*Known) : Executed;
      unsigned Size = 0;
      bool Loops = false;
      for (const QueueSet *S : Candidates) {
        Size += S->Resume->getInstructionCount();
        Loops |= hasUserLoop(*S->Resume);
      }
      bool IsAlone = !any_of(Calls, [Call](const CallInst *Other) {
        return Other != Call && Other->getFunction() == Call->getFunction();
      });
      bool Inlines = Size <= MaxInlined && !(Loops && (isCounted(*Call) || !IsAlone));
      B.SetInsertPoint(Call);
      B.SetCurrentDebugLocation(Call->getDebugLoc());
      CallInst *New = Inlines && OneSet ? B.CreateCall((*Known)->Resume, {cellOf(Coro)})
                                        : B.CreateCall(&Resume, {Coro});
      if (Inlines) {
        New->addFnAttr(Attribute::AlwaysInline);
      } else {
        Resume.setLinkage(GlobalValue::ExternalLinkage);
        Resume.addFnAttr(Attribute::NoInline);
      }
    }
    for (CallInst *Call : Calls)
      Call->eraseFromParent();
  }
  static constexpr unsigned MaxInlined = 1600;

  bool hasUserLoop(Function &F) {
    return any_of(Ctx.FAM.getResult<LoopAnalysis>(F).getLoopsInPreorder(), [](const Loop *L) {
      DebugLoc Start = L->getStartLoc();
      return !Start || !isHeaderCode(*Start);
    });
  }

  /// In a loop whose turns are counted: others end by may_goto, of which the verifier sees a few.
  bool isCounted(const CallInst &Call) {
    Function &F = *const_cast<Function *>(Call.getFunction());
    auto &SE = Ctx.FAM.getResult<ScalarEvolutionAnalysis>(F);
    for (const Loop *L = Ctx.FAM.getResult<LoopAnalysis>(F).getLoopFor(Call.getParent()); L;
         L = L->getParentLoop())
      if (SE.getSmallConstantMaxTripCount(L) > 1)
        return true;
    return false;
  }

  Module &M;
  SplitContext &Ctx;
  IRBuilder<> B;
  SmallVector<QueueSet *, 4> Executed;

  const SuspendPoint &first() const { return *Executed.front()->Points.front(); }

  DIType *unsignedType(StringRef Name, unsigned Bits) {
    DICompileUnit *Unit = *M.debug_compile_units_begin();
    return DIBuilder(M, false, Unit).createBasicType(Name, Bits, dwarf::DW_ATE_unsigned);
  }
  DIType *pointerTo(DIType *T) {
    DICompileUnit *Unit = *M.debug_compile_units_begin();
    return DIBuilder(M, false, Unit).createPointerType(T, 64);
  }
  DIType *intType() {
    DICompileUnit *Unit = *M.debug_compile_units_begin();
    return DIBuilder(M, false, Unit).createBasicType("int", 32, dwarf::DW_ATE_signed);
  }

  /// A function that begins; B stands in it.
  Function *begin(StringRef Name, Type *Result, Type *Argument, const SuspendPoint &P,
                  DIType *ResultType, Parameter Arg) {
    auto *F = Function::Create(FunctionType::get(Result, {Argument}, false),
                               GlobalValue::InternalLinkage, Name, M);
    F->setAttributes(AttributeList::get(M.getContext(), P.Resume->getAttributes().getFnAttrs(), {}, {}));
    F->removeFnAttr(Attribute::AlwaysInline);
    F->removeFnAttr("flexnet.coroutine");
    F->getArg(0)->setName(Arg.Name);
    F->setDSOLocal(true);
    if (DISubprogram *Ramp = P.Ramp->getSubprogram())
      F->setSubprogram(describeFunction(*F, *Ramp, P.Loc ? P.Loc.getLine() : Ramp->getLine(),
                                        ResultType, {Arg}));
    B.SetInsertPoint(BasicBlock::Create(M.getContext(), "entry", F));
    if (DISubprogram *SP = F->getSubprogram())
      B.SetCurrentDebugLocation(DILocation::get(M.getContext(), P.Loc ? P.Loc.getLine() : 0,
                                                P.Loc ? P.Loc.getCol() : 0, SP));
    return F;
  }

  BasicBlock *block(const Twine &Name) {
    return BasicBlock::Create(M.getContext(), Name, B.GetInsertBlock()->getParent());
  }

  /// Leaves B where the frame in cell Number was found.
  Value *findFrame(const QueueSet &Set, Value *Number, BasicBlock *Bad) {
    const SuspendPoint &P = *Set.Points.front();
    BasicBlock &Entry = B.GetInsertBlock()->getParent()->getEntryBlock();
    auto *Out = new AllocaInst(B.getPtrTy(), 0, "frame_address", Entry.begin());
    Value *Found = B.CreateCall(
        P.FrameOf, {Set.Map, B.CreateIntToPtr(Number, B.getPtrTy()), B.getInt32(0), Out});
    BasicBlock *Good = block("frame");
    B.CreateCondBr(Found, Good, Bad);
    B.SetInsertPoint(Good);
    return B.CreateLoad(B.getPtrTy(), Out, "frame");
  }

  /// One block for each point that Wanted, chosen by the frame's first byte.
  void dispatch(const QueueSet &Set, Value *Frame, BasicBlock *Bad,
                function_ref<bool(const SuspendPoint &)> Wanted,
                function_ref<void(const SuspendPoint &)> Body) {
    if (Set.Points.size() == 1)
      return Body(*Set.Points.front());
    SwitchInst *Switch = B.CreateSwitch(B.CreateLoad(B.getInt8Ty(), Frame, "resume_id"), Bad);
    for (const SuspendPoint *P : Set.Points) {
      if (!Wanted(*P))
        continue;
      BasicBlock *Case = block("resume");
      Switch->addCase(B.getInt8(P->ResumeId), Case);
      B.SetInsertPoint(Case);
      Body(*P);
    }
  }

  Function *createSetResume(QueueSet &Set) {
    const SuspendPoint &First = *Set.Points.front();
    Function *F = begin(Set.programName(), B.getVoidTy(), B.getInt64Ty(), First, nullptr,
                        {"cell", unsignedType("unsigned long", 64)});
    BasicBlock *Done = block("done");
    Value *Number = F->getArg(0);
    Value *Frame = findFrame(Set, Number, Done);
    dispatch(Set, Frame, Done, [](const SuspendPoint &) { return true; },
             [&](const SuspendPoint &P) {
               if (P.Owns) {
                 Value *Packet = takePacket(P, Frame, B, Done);
                 B.CreateCall(P.Resume, {Packet, Frame, B.getTrue()});
               } else if (P.Carries) {
                 Value *Coro = B.CreateAdd(B.CreateTrunc(Number, B.getInt32Ty()),
                                           B.getInt32((Set.Index << CoroSetShift) + 1));
                 B.CreateCall(P.HandOver, {Coro});
               } else {
                 B.CreateCall(P.Resume, {ConstantPointerNull::get(B.getPtrTy()), Frame});
               }
               B.CreateBr(Done);
             });
    B.SetInsertPoint(Done);
    B.CreateRetVoid();
    askSet(*F);
    return F;
  }

  /// Header code that was called gets the set itself for its argument.
  void askSet(Function &F) {
    inlineMarkers(F);
    simplifyCoroutine(F, Ctx.FAM);
  }

  Value *cellOf(Value *Coro) {
    return B.CreateZExt(B.CreateSub(B.CreateAnd(Coro, B.getInt32(CellMask)), B.getInt32(1)),
                        B.getInt64Ty());
  }

  /// Calls Body for the set that Coro is of, with the number of its cell.
  void forSetOf(Value *Coro, ArrayRef<QueueSet *> Sets, BasicBlock *None,
                function_ref<void(QueueSet &, Value *)> Body) {
    Value *Number = cellOf(Coro);
    if (Sets.size() == 1)
      return Body(*Sets.front(), Number);
    SwitchInst *Switch = B.CreateSwitch(B.CreateLShr(Coro, CoroSetShift), None);
    for (QueueSet *Set : Sets) {
      BasicBlock *Case = block("set");
      Switch->addCase(B.getInt32(Set->Index), Case);
      B.SetInsertPoint(Case);
      Body(*Set, Number);
    }
  }

  Function *createResumeCoro() {
    Function *F = begin("flexnet_resume", B.getInt32Ty(), B.getInt32Ty(), first(), intType(),
                        {"coro", unsignedType("unsigned int", 32)});
    BasicBlock *Done = block("done");
    forSetOf(F->getArg(0), Executed, Done, [&](QueueSet &Set, Value *Number) {
      B.CreateCall(Set.Resume, {Number})->addFnAttr(Attribute::AlwaysInline);
      B.CreateBr(Done);
    });
    B.SetInsertPoint(Done);
    B.CreateRet(B.getInt32(0)); // a global function returns a number
    return F;
  }

  Function *beginProgram(StringRef Name, StringRef Section, DIType *Context) {
    if (M.getNamedValue(Name))
      Ctx.report(first().Loc, Message::NameOfMadeProgram, Name);
    Function *F = begin(Name, B.getInt32Ty(), B.getPtrTy(), first(), intType(), {"ctx", Context});
    F->setLinkage(GlobalValue::ExternalLinkage);
    F->setSection(Section);
    return F;
  }

  void createDeliver() {
    SmallVector<QueueSet *, 4> Carrying;
    copy_if(Executed, std::back_inserter(Carrying), [](const QueueSet *S) { return S->Packet != 0; });
    const SuspendPoint *Point = nullptr;
    for (const SuspendPoint *P : Carrying.front()->Points)
      if (P->Carries)
        Point = P;
    DIType *Context = pointerTo(nullptr);
    if (DISubprogram *Ramp = Point->Ramp->getSubprogram(); Ramp && Point->Packet == PacketKind::Xdp)
      Context = Ramp->getType()->getTypeArray()[1 + *Point->CtxArg];
    Function *F = beginProgram(FLEXNET_DELIVER_PROGRAM, "xdp", Context);
    auto leave = [&](StringRef Name, unsigned Verdict) {
      BasicBlock *BB = block(Name);
      IRBuilder<>(BB).CreateRet(B.getInt32(Verdict));
      return BB;
    };
    BasicBlock *Nothing = leave("nothing", XdpDrop), *Bad = leave("bad_frame", XdpAborted);
    Value *Coro = B.CreateCall(Point->NextReady, {});
    BasicBlock *Some = block("some");
    B.CreateCondBr(B.CreateICmpEQ(Coro, B.getInt32(0)), Nothing, Some);
    B.SetInsertPoint(Some);
    forSetOf(Coro, Carrying, Bad, [&](QueueSet &Set, Value *Number) {
      Value *Frame = findFrame(Set, Number, Bad);
      Value *Packet = B.CreateConstInBoundsGEP1_64(
          B.getInt8Ty(), Frame, int64_t(Set.Packet) - int64_t(sizeof(flexnet_cell)));
      BasicBlock *Filled = block("filled");
      B.CreateCondBr(B.CreateCall(Point->Fill, {F->getArg(0), Packet}), Filled, Bad);
      B.SetInsertPoint(Filled);
      dispatch(Set, Frame, Bad, [](const SuspendPoint &P) { return P.Carries; },
               [&](const SuspendPoint &P) {
                 Value *Verdict = B.CreateCall(P.Resume, {F->getArg(0), Frame});
                 if (P.Packet == PacketKind::Sent) // a verdict of TC; this is XDP, on the device
                   Verdict = B.CreateSelect(B.CreateICmpEQ(Verdict, B.getInt32(TcShot)),
                                            B.getInt32(XdpDrop), B.getInt32(XdpTx));
                 B.CreateRet(Verdict);
               });
    });
    askSet(*F);
  }

  /// Resumes the oldest coroutine of one queue: struct flexnet_drain_ctx.
  void createDrain(Function &Resume) {
    Function *F = beginProgram(FLEXNET_DRAIN_PROGRAM, "syscall",
                               pointerTo(unsignedType("unsigned int", 32)));
    auto field = [&](size_t Offset, const Twine &Name) {
      return B.CreateLoad(B.getInt32Ty(),
                          B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), F->getArg(0), Offset), Name);
    };
    Value *Set = field(offsetof(flexnet_drain_ctx, set), "set");
    Value *Queue = field(offsetof(flexnet_drain_ctx, queue), "queue");
    BasicBlock *Next = block("next"), *Some = block("some"), *Done = block("done");
    SwitchInst *Switch = B.CreateSwitch(Set, Done);
    IRBuilder<> AtNext(Next);
    PHINode *Coro = AtNext.CreatePHI(B.getInt32Ty(), Executed.size(), "coro");
    for (QueueSet *S : Executed) {
      BasicBlock *Case = block("take");
      Switch->addCase(B.getInt32(S->Index), Case);
      B.SetInsertPoint(Case);
      Coro->addIncoming(B.CreateCall(S->Points.front()->Take, {S->Map, Queue}), Case);
      B.CreateBr(Next);
    }
    B.SetInsertPoint(Next);
    B.CreateCondBr(B.CreateICmpEQ(Coro, B.getInt32(0)), Done, Some);
    B.SetInsertPoint(Some);
    B.CreateCall(&Resume, {Coro});
    B.CreateRet(B.getInt32(1));
    B.SetInsertPoint(Done);
    B.CreateRet(B.getInt32(0));
    askSet(*F);
    if (Function *Worker = M.getFunction(marker::Worker))
      for (User *U : make_early_inc_range(Worker->users()))
        if (auto *Call = cast<CallInst>(U); Call->getFunction() == F) {
          Call->replaceAllUsesWith(F->getArg(0));
          Call->eraseFromParent();
        }
  }
};
} // namespace

void flexnet::createResume(MutableArrayRef<QueueSet> Sets, SplitContext &Ctx) {
  ResumeBuilder(Sets, Ctx).run();
}
