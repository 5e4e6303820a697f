// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: the queue sets of a module; those of executor queues become memory.
//
// A set of executor queues is memory of the program, so that its queues are a constant
// address and an index away, without a lookup. How large a cell is follows from the frames
// that the set holds:
//
//   before   @work = %"flexnet::queues", section ".maps"
//            call ptr @__flexnet_memory(ptr @work, ...)
//            call i32 @__flexnet_stride(ptr @work)
//
//   after    @work = [<queues, then cells> x i8] zeroinitializer, align 64, in .bss
//            @work
//            i32 24
//
// Frames must have been laid out before. Offsets and sizes are those of flexnet/abi.h.

#include "Coroutine.h"

#include "flexnet/abi.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/DIBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;
using namespace llvm::flexnet;

/// What the handle of a coro_t can number.
static constexpr unsigned MaxExecuted = 255;

static bool isExecutedTransport(uint32_t Transport) {
  return Transport == FLEXNET_TRANSPORT_RING || Transport == FLEXNET_TRANSPORT_HEAP;
}

bool QueueSet::isExecuted() const { return isExecutedTransport(Constants[SetTransport]); }

bool SuspendPoint::isExecuted() const { return isExecutedTransport(SetConstants[SetTransport]); }

static uint32_t constantOf(const CallInst &Call, unsigned I) {
  return cast<ConstantInt>(Call.getArgOperand(I))->getZExtValue();
}

/// The set that a marker asks about, or null.
static GlobalVariable *setOf(const CallInst &Call) {
  return dyn_cast<GlobalVariable>(Call.getArgOperand(0)->stripPointerCasts());
}

static bool isHeaderFunction(const Function &F) {
  return F.hasFnAttribute(Attribute::AlwaysInline) && !F.hasFnAttribute("flexnet.coroutine");
}

/// Sets that are only looked at or served, never suspended on.
static void collectServed(MapVector<GlobalVariable *, QueueSet> &Sets, Module &M) {
  Function *Memory = M.getFunction(marker::Memory);
  if (!Memory)
    return;
  for (const User *U : Memory->users()) {
    auto *Call = cast<CallInst>(U);
    GlobalVariable *Map = setOf(*Call);
    if (!Map || isHeaderFunction(*Call->getFunction()))
      continue;
    QueueSet &Set = Sets[Map];
    Set.Map = Map;
    if (!Set.Loc)
      Set.Loc = Call->getDebugLoc();
    if (Set.Constants.empty())
      Set.Constants = {constantOf(*Call, 1), constantOf(*Call, 2), constantOf(*Call, 3), 0, 0, 0};
  }
}

std::vector<QueueSet> flexnet::collectSets(MutableArrayRef<Coroutine> Coroutines,
                                           SplitContext &Ctx) {
  MapVector<GlobalVariable *, QueueSet> Sets;
  unsigned Index = 0;
  for (Coroutine &C : Coroutines)
    for (SuspendPoint &P : C.Points) {
      P.Index = Index++;
      if (P.Index == FLEXNET_MAX_POINTS)
        Ctx.report(P.Loc, Message::TooManyPoints, FLEXNET_MAX_POINTS);
      QueueSet &Set = Sets[P.Set];
      Set.Map = P.Set;
      Set.Loc = P.Loc;
      Set.Constants = P.SetConstants;
      Set.Points.push_back(&P);
    }
  collectServed(Sets, Ctx.M);
  std::vector<QueueSet> Result;
  for (auto &[Map, Set] : Sets) {
    Set.Index = Result.size();
    for (auto [Id, P] : enumerate(Set.Points)) {
      P->SetIndex = Set.Index;
      P->HasId = Set.Points.size() > 1;
      P->ResumeId = Id + 1; // 0 is what an empty frame would hold
    }
    if (Set.Index > MaxExecuted)
      Ctx.report(Set.Loc, Message::TooManySets, MaxExecuted + 1);
    Result.push_back(std::move(Set));
  }
  return Result;
}

void flexnet::layOutCells(MutableArrayRef<QueueSet> Sets) {
  for (QueueSet &Set : Sets) {
    if (!Set.isExecuted())
      continue;
    uint64_t End = sizeof(flexnet_cell);
    for (const SuspendPoint *P : Set.Points)
      End = std::max(End, sizeof(flexnet_cell) + P->FrameSize);
    if (any_of(Set.Points, [](const SuspendPoint *P) { return P->Carries; })) {
      Set.Packet = alignTo(End, 4);
      End = Set.Packet + 4 + FLEXNET_MAX_PACKET;
    }
    Set.Stride = alignTo(End, 8);
  }
}

/// BTF of the memory: bytes, under the name of the set.
static void describe(GlobalVariable &Memory, GlobalVariable &Map, uint64_t Size) {
  SmallVector<DIGlobalVariableExpression *, 1> Old;
  Map.getDebugInfo(Old);
  DICompileUnit *Unit = *Map.getParent()->debug_compile_units_begin();
  if (Old.empty() || !Unit)
    return;
  DIBuilder DIB(*Map.getParent(), /*AllowUnresolved=*/false, Unit);
  const DIGlobalVariable *V = Old.front()->getVariable();
  DIType *Byte = DIB.createBasicType("unsigned char", 8, dwarf::DW_ATE_unsigned_char);
  DIType *Bytes = DIB.createArrayType(
      Size * 8, 64 * 8, Byte, DIB.getOrCreateArray({DIB.getOrCreateSubrange(0, int64_t(Size))}));
  Memory.addDebugInfo(DIB.createGlobalVariableExpression(
      Unit, Memory.getName(), "", V->getFile(), V->getLine(), Bytes, /*IsLocalToUnit=*/false));
  DIB.finalize();
}

static uint64_t memorySize(const QueueSet &Set) {
  uint64_t Queues = Set.Constants[SetQueues], Depth = Set.Constants[SetDepth];
  uint64_t Size = Queues * (sizeof(flexnet_queue) + Depth * Set.Stride);
  if (Set.Constants[SetTransport] != FLEXNET_TRANSPORT_HEAP)
    return Size;
  uint64_t Entries = Depth * (sizeof(flexnet_intake) + sizeof(flexnet_heap_entry));
  return alignTo(Size, alignof(flexnet_heap)) + Queues * (sizeof(flexnet_heap) + Entries);
}

void flexnet::createMemory(MutableArrayRef<QueueSet> Sets, SplitContext &Ctx) {
  for (QueueSet &Set : Sets) {
    if (!Set.isExecuted())
      continue;
    uint64_t Size = memorySize(Set);
    GlobalVariable *Map = Set.Map;
    Type *Bytes = ArrayType::get(Type::getInt8Ty(Ctx.M.getContext()), Size);
    auto *Memory = new GlobalVariable(Ctx.M, Bytes, /*isConstant=*/false,
                                      GlobalValue::ExternalLinkage, Constant::getNullValue(Bytes));
    Memory->setAlignment(Align(64));
    Memory->setDSOLocal(true);
    Memory->takeName(Map);
    removeFromUsedLists(Ctx.M, [Map](Constant *C) { return C->stripPointerCasts() == Map; });
    describe(*Memory, *Map, Size);
    Map->replaceAllUsesWith(Memory);
    Map->eraseFromParent();
    Set.Map = Memory;
    for (SuspendPoint *P : Set.Points)
      P->Set = Memory;
  }
}

void flexnet::replaceSetMarkers(ArrayRef<QueueSet> Sets, SplitContext &Ctx) {
  DenseMap<const GlobalVariable *, const QueueSet *> ByMap;
  for (const QueueSet &Set : Sets)
    ByMap[Set.Map] = &Set;
  auto replace = [&](StringRef Name, function_ref<Value *(const QueueSet &, Type *)> Answer) {
    Function *Marker = Ctx.M.getFunction(Name);
    if (!Marker)
      return;
    for (User *U : make_early_inc_range(Marker->users())) {
      auto *Call = cast<CallInst>(U);
      const QueueSet *Set = ByMap.lookup(setOf(*Call));
      if (!Set && isHeaderFunction(*Call->getFunction()))
        continue; // nobody calls it any more
      if (!Set) {
        Ctx.report(Call->getDebugLoc(), Message::ServedSetUnknown);
        Call->replaceAllUsesWith(Constant::getNullValue(Call->getType()));
      } else {
        Call->replaceAllUsesWith(Answer(*Set, Call->getType()));
      }
      Call->eraseFromParent();
    }
  };
  replace(marker::Memory, [](const QueueSet &S, Type *) { return S.Map; });
  replace(marker::Stride, [](const QueueSet &S, Type *T) { return ConstantInt::get(T, S.Stride); });
  replace(marker::Packet, [](const QueueSet &S, Type *T) { return ConstantInt::get(T, S.Packet); });
  replace(marker::SetNumber,
          [](const QueueSet &S, Type *T) { return ConstantInt::get(T, S.Index); });
}
