// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: one program for each queue set, which finds the frame and goes on.
//
// The kernel runs one program for every packet of a cpumap entry, so all suspension
// points of a set share it. With one point there is nothing to choose and no id:
//
//   define i32 @rx_queues_resume(ptr %ctx) section "xdp/cpumap" {
//     %ok = call i1 @frame_of(ptr %ctx, i32 <size>, ptr %f)  ; absent for size 0
//     br i1 %ok, %good, %bad                                 ; the verifier wants it
//   good:
//     %frame = load ptr, ptr %f
//     %v = call i32 @rx.resume.0(ptr %ctx, ptr %frame)       ; always inlined
//     ret i32 %v
//   bad:
//     atomicrmw add @flexnet_counters[point][bad_frame], 1
//     ret i32 0                                              ; XDP_ABORTED
//
// With several, %frame is first checked for the smallest frame, the id is switched on,
// and each case checks for its own size if that is larger. No function pointers.

#include "Coroutine.h"

#include "flexnet/abi.h"
#include "llvm/IR/DIBuilder.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

/// The section of the program that F is, or that calls it: a lambda or a member function
/// is a coroutine without a section of its own.
static StringRef callerSection(const Function &F, SmallPtrSetImpl<const Function *> &Seen) {
  if (F.hasSection() || !Seen.insert(&F).second)
    return F.getSection();
  for (const User *U : F.users())
    if (auto *Call = dyn_cast<CallBase>(U))
      if (StringRef Section = callerSection(*Call->getFunction(), Seen); !Section.empty())
        return Section;
  return "";
}

/// "xdp/cpumap", or with fragments if the coroutine's program takes them: the kernel
/// wants both programs to agree. What the application resumes runs on buffers of its own.
static StringRef resumeSection(const SuspendPoint &P) {
  SmallPtrSet<const Function *, 8> Seen;
  if (P.Fill)
    return "xdp";
  return callerSection(*P.Ramp, Seen).starts_with("xdp.frags") ? "xdp.frags/cpumap" : "xdp/cpumap";
}

DISubprogram *flexnet::describeFunction(Function &F, const DISubprogram &Like, unsigned Line,
                                        DIType *Result, ArrayRef<Parameter> Parameters) {
  DIBuilder DIB(*F.getParent(), /*AllowUnresolved=*/false, Like.getUnit());
  SmallVector<Metadata *, 2> Types{Result};
  for (const Parameter &P : Parameters)
    Types.push_back(P.Type);
  DISubroutineType *Type = DIB.createSubroutineType(DIB.getOrCreateTypeArray(Types));
  DISubprogram *SP = DIB.createFunction(
      Like.getFile(), F.getName(), /*LinkageName=*/"", Like.getFile(), Line, Type, Line,
      DINode::FlagPrototyped,
      // Not that it is local: it may not stay so, and BTFLegalizePass says it of those that do.
      DISubprogram::SPFlagDefinition | DISubprogram::SPFlagOptimized);
  for (auto [I, P] : enumerate(Parameters))
    DIB.createParameterVariable(SP, P.Name, I + 1, Like.getFile(), Line, P.Type,
                                /*AlwaysPreserve=*/true);
  DIB.finalizeSubprogram(SP);
  return SP;
}

/// As the coroutine, with the context for its only parameter.
static DISubprogram *describeProgram(Function &Program, const SuspendPoint &P) {
  DISubprogram *Ramp = P.Ramp->getSubprogram();
  if (!Ramp)
    return nullptr;
  DITypeRefArray Types = Ramp->getType()->getTypeArray();
  return describeFunction(Program, *Ramp, P.Loc ? P.Loc.getLine() : Ramp->getLine(), Types[0],
                          {{"ctx", Types[1 + *P.CtxArg]}});
}

namespace {
struct ProgramBuilder {
  QueueSet &Set;
  Module &M;
  Function *Program;
  BasicBlock *Bad = nullptr;
  IRBuilder<> B;

  ProgramBuilder(QueueSet &Set, Module &M, Function *Program)
      : Set(Set), M(M), Program(Program), B(M.getContext()) {}

  /// Leaves B where the frame is at least Size bytes long.
  Value *findFrame(const SuspendPoint &P, uint64_t Size) {
    BasicBlock &Entry = Program->getEntryBlock();
    auto *Out = new AllocaInst(B.getPtrTy(), 0, "frame_address", Entry.begin());
    Value *Found = B.CreateCall(P.FrameOf, {Set.Map, Program->getArg(0), B.getInt32(Size), Out});
    BasicBlock *Good = BasicBlock::Create(M.getContext(), "frame", Program);
    B.CreateCondBr(Found, Good, bad(P));
    B.SetInsertPoint(Good);
    return B.CreateLoad(B.getPtrTy(), Out, "frame");
  }

  BasicBlock *bad(const SuspendPoint &P) {
    if (Bad)
      return Bad;
    Bad = BasicBlock::Create(M.getContext(), "bad_frame", Program);
    IRBuilder<> BB(Bad);
    BB.SetCurrentDebugLocation(B.getCurrentDebugLocation());
    if (GlobalVariable *Counters = M.getNamedGlobal("flexnet_counters")) {
      uint64_t Row = P.Index * FLEXNET_REASONS + FLEXNET_BAD_FRAME;
      BB.CreateAtomicRMW(AtomicRMWInst::Add,
                         BB.CreateConstInBoundsGEP1_64(BB.getInt64Ty(), Counters, Row),
                         BB.getInt64(1), Align(8), AtomicOrdering::Monotonic);
    }
    BB.CreateRet(ConstantInt::get(Program->getReturnType(), 0)); // XDP_ABORTED
    return Bad;
  }

  void resume(const SuspendPoint &P, Value *Frame) {
    B.CreateRet(B.CreateCall(P.Resume, {Program->getArg(0), Frame}));
  }

  /// The buffer gets the next packet, if the verdict is 0; else that is all.
  void fill(Function &Fill) {
    BasicBlock *Filled = BasicBlock::Create(M.getContext(), "filled", Program);
    BasicBlock *Done = BasicBlock::Create(M.getContext(), "done", Program);
    Value *Verdict =
        B.CreateCall(&Fill, {Program->getArg(0), ConstantPointerNull::get(B.getPtrTy())});
    B.CreateCondBr(B.CreateIsNull(Verdict), Filled, Done);
    IRBuilder<>(Done).CreateRet(Verdict);
    B.SetInsertPoint(Filled);
  }

  void build() {
    const SuspendPoint &First = *Set.Points.front();
    B.SetInsertPoint(BasicBlock::Create(M.getContext(), "entry", Program));
    if (DISubprogram *SP = Program->getSubprogram())
      B.SetCurrentDebugLocation(DILocation::get(
          M.getContext(), First.Loc ? First.Loc.getLine() : 0, First.Loc ? First.Loc.getCol() : 0, SP));
    if (First.Fill)
      fill(*First.Fill);
    if (Set.Points.size() == 1) {
      Value *Frame = First.FrameSize ? findFrame(First, First.FrameSize)
                                     : ConstantPointerNull::get(B.getPtrTy());
      return resume(First, Frame);
    }
    uint64_t Smallest = First.FrameSize;
    for (const SuspendPoint *P : Set.Points)
      Smallest = std::min(Smallest, P->FrameSize);
    Value *Frame = findFrame(First, Smallest);
    SwitchInst *Switch =
        B.CreateSwitch(B.CreateLoad(B.getInt8Ty(), Frame, "resume_id"), Bad, Set.Points.size());
    for (const SuspendPoint *P : Set.Points) {
      BasicBlock *Case = BasicBlock::Create(M.getContext(), "resume", Program);
      Switch->addCase(B.getInt8(P->ResumeId), Case);
      B.SetInsertPoint(Case);
      resume(*P, P->FrameSize > Smallest ? findFrame(*P, P->FrameSize) : Frame);
    }
  }
};
} // namespace

void flexnet::createResumeProgram(QueueSet &Set, SplitContext &Ctx) {
  const SuspendPoint &First = *Set.Points.front();
  LLVMContext &C = Ctx.M.getContext();
  std::string Name = Set.programName();
  if (Ctx.M.getNamedValue(Name)) {
    Ctx.report(First.Loc, Message::NameOfResumeProgram, Name, Set.Map->getName());
    return;
  }
  Function *Ramp = First.Ramp;
  for (SuspendPoint *P : Set.Points)
    if (resumeSection(*P) != resumeSection(First)) {
      Ctx.report(P->Loc, Message::SetOfTwoSections, Set.Map->getName());
      Ctx.report(First.Loc, Message::OtherAwaitOfSet);
      return;
    }
  auto *Program =
      Function::Create(FunctionType::get(Ramp->getReturnType(), {PointerType::get(C, 0)}, false),
                       GlobalValue::ExternalLinkage, Name, Ctx.M);
  Program->getArg(0)->setName("ctx");
  Program->setAttributes(
      AttributeList::get(C, First.Resume->getAttributes().getFnAttrs(), {}, {}));
  Program->removeFnAttr(Attribute::AlwaysInline);
  Program->setSection(resumeSection(First));
  Program->setDSOLocal(true);
  Program->setSubprogram(describeProgram(*Program, First));
  ProgramBuilder(Set, Ctx.M, Program).build();
}
