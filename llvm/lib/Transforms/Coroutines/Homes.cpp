// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: a reference that lives across a suspension waits in a map's value.
//
// The verifier keeps a reference only in registers, on the stack, or in a field of a map's
// value that BTF calls a kptr. So a set of executor queues whose coroutines keep references
// has an array map beside its memory, an element for each cell:
//
//   struct work_home { struct task_struct __kptr *reference_0; };      value of map work_homes
//
//   suspension                                  continuation
//     %home = bpf_map_lookup_elem(@work_homes, &cell)
//     %old = bpf_kptr_xchg(&%home->0, %task)      %task = bpf_kptr_xchg(&%home->0, null)
//     if (%old) bpf_task_release(%old)            if (!%task) return    ; cannot happen
//
// A coroutine that a full queue drops is over without having been saved: what it has is released
// where it would be suspended.
//
// What is left in a home by a coroutine that was never resumed goes when the cell is used
// again; what is left at the end the kernel releases with the map. The exchange is atomic, and
// stands where the frame is saved and read: before and after the cell is somebody else's.
//
// The verifier takes for bpf_kptr_xchg() what is null or what is not, never what may be either:
// two calls, which must stay two.

#include "Homes.h"

#include "HeldTable.h"
#include "HomeCode.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/DIBuilder.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;
using namespace llvm::flexnet;

static constexpr uint64_t MapTypeArray = 2;

static DIType *withoutQualifiers(DIType *T) {
  while (auto *D = dyn_cast_or_null<DIDerivedType>(T)) {
    if (D->getTag() == dwarf::DW_TAG_pointer_type)
      break;
    T = D->getBaseType();
  }
  return T;
}

/// What a __builtin_btf_type_id() asked for, also once it is a relocated load.
static DIType *typeOfId(const Value *Id) {
  for (unsigned Steps = 0; Steps < 8; ++Steps) {
    MDNode *Type = nullptr;
    if (auto *G = dyn_cast<GlobalVariable>(Id))
      return dyn_cast_or_null<DIType>(G->getMetadata(LLVMContext::MD_preserve_access_index));
    auto *I = dyn_cast<Instruction>(Id);
    if (!I || (Type = I->getMetadata(LLVMContext::MD_preserve_access_index)))
      return dyn_cast_or_null<DIType>(Type);
    auto *Call = dyn_cast<CallBase>(I); // llvm.bpf.passthrough(number, id)
    if (!I->getNumOperands())
      return nullptr;
    Id = Call && Call->arg_size() ? Call->getArgOperand(Call->arg_size() - 1) : I->getOperand(0);
  }
  return nullptr;
}

/// The struct that Call returns a reference to; null if it is not known.
static DIType *typeOf(const CallBase &Call, const held::Home &Home) {
  DIType *T = nullptr;
  if (Home.Type.empty()) { // bpf_obj_new_impl(btf_type_id, ...)
    T = typeOfId(Call.getArgOperand(0));
  } else if (const DISubprogram *SP = Call.getCalledFunction()->getSubprogram()) {
    auto *Pointer = dyn_cast_or_null<DIDerivedType>(withoutQualifiers(SP->getType()->getTypeArray()[0]));
    T = Pointer ? Pointer->getBaseType() : nullptr;
  }
  return dyn_cast_or_null<DICompositeType>(withoutQualifiers(T));
}

namespace {
/// The calls that a live value may come from; nothing else but null.
struct Origins {
  SmallVector<const CallBase *, 2> Calls;
  SmallPtrSet<const Value *, 4> Seen;

  bool collect(const Value *V) {
    if (isa<ConstantPointerNull>(V) || isa<UndefValue>(V) || !Seen.insert(V).second)
      return true;
    if (auto *Phi = dyn_cast<PHINode>(V))
      return all_of(Phi->incoming_values(), [&](const Use &U) { return collect(U); });
    if (auto *Select = dyn_cast<SelectInst>(V))
      return collect(Select->getTrueValue()) && collect(Select->getFalseValue());
    auto *Call = dyn_cast<CallBase>(V);
    if (!Call || !held::homeOf(*Call))
      return false;
    Calls.push_back(Call);
    return true;
  }
};
} // namespace

/// What keeps L, if something can.
static std::optional<KeptReference> homeFor(const LiveValue &L, const SuspendPoint &P, Module &M,
                                            const DominatorTree &Dominators,
                                            SmallPtrSetImpl<const CallBase *> &Taken) {
  Origins From;
  if (L.IsContents || !L.V->getType()->isPointerTy() || !From.collect(L.V) || From.Calls.empty())
    return std::nullopt;
  const held::Home *Home = held::homeOf(*From.Calls.front());
  KeptReference R{L.V, L.Saved, typeOf(*From.Calls.front(), *Home), M.getFunction(Home->Release)};
  if (!R.Type || !R.Release)
    return std::nullopt;
  for (const CallBase *Call : From.Calls) {
    const held::Home *Other = held::homeOf(*Call);
    if (Other->Release != Home->Release || typeOf(*Call, *Other) != R.Type ||
        !Taken.insert(Call).second) // two names of one reference
      return std::nullopt;
  }
  auto *Saved = dyn_cast<Instruction>(L.Saved);
  if (!Saved || !Dominators.dominates(Saved, P.SuspendOn))
    return std::nullopt;
  SimplifyQuery At(M.getDataLayout(), &Dominators, /*AC=*/nullptr, P.Save);
  R.NotNull = isKnownNonZero(L.Saved, At);
  return R;
}

void flexnet::findHomes(Coroutine &C, SplitContext &Ctx) {
  DominatorTree Dominators(*C.F);
  for (SuspendPoint &P : C.Points) {
    if (P.Owns)
      P.Homes.push_back(homeForPacket(P.Layer, Ctx.M));
    if (!P.Take || P.Owns)
      continue;
    SmallPtrSet<const CallBase *, 4> Taken;
    erase_if(P.Live, [&](const LiveValue &L) {
      std::optional<KeptReference> R = homeFor(L, P, Ctx.M, Dominators, Taken);
      if (R)
        P.Homes.push_back(*R);
      return R.has_value();
    });
  }
}

namespace {
/// Debug info of a map as libbpf reads it: a struct of pointers.
class MapTypes {
public:
  MapTypes(Module &M, DIBuilder &DIB) : DIB(DIB), File((*M.debug_compile_units_begin())->getFile()) {}

  DICompositeType *structOf(StringRef Name, ArrayRef<std::pair<std::string, DIType *>> Members) {
    SmallVector<Metadata *, 4> Elements;
    for (auto [I, Member] : enumerate(Members))
      Elements.push_back(DIB.createMemberType(File, Member.first, File, 0, 64, 64, I * 64,
                                              DINode::FlagZero, Member.second));
    return DIB.createStructType(File, Name, File, 0, Members.size() * 64, 64, DINode::FlagZero,
                                nullptr, DIB.getOrCreateArray(Elements));
  }
  DIType *pointerTo(DIType *T) { return DIB.createPointerType(T, 64); }
  DIType *kptrTo(DIType *T, LLVMContext &C) {
    auto *Tag = MDNode::get(C, {MDString::get(C, "btf_type_tag"), MDString::get(C, "kptr")});
    return DIB.createPointerType(T, 64, 0, std::nullopt, "", DIB.getOrCreateArray({Tag}));
  }
  /// __uint(): the number of elements of an array.
  DIType *number(uint64_t N) {
    DIType *Int = DIB.createBasicType("int", 32, dwarf::DW_ATE_signed);
    return pointerTo(DIB.createArrayType(
        N * 32, 32, Int, DIB.getOrCreateArray({DIB.getOrCreateSubrange(0, int64_t(N))})));
  }
  DIType *unsignedInt() { return DIB.createBasicType("unsigned int", 32, dwarf::DW_ATE_unsigned); }
  DIFile *file() { return File; }

private:
  DIBuilder &DIB;
  DIFile *File;
};
} // namespace

/// A map with one element for each cell of Set, which has Fields.
static GlobalVariable *createMap(const QueueSet &Set, ArrayRef<DIType *> Fields, Module &M) {
  LLVMContext &C = M.getContext();
  DICompileUnit *Unit = *M.debug_compile_units_begin();
  DIBuilder DIB(M, /*AllowUnresolved=*/false, Unit);
  MapTypes Types(M, DIB);
  SmallVector<std::pair<std::string, DIType *>, 2> Members;
  for (auto [I, Type] : enumerate(Fields))
    Members.push_back({("reference_" + Twine(I)).str(), Types.kptrTo(Type, C)});
  std::string Name = Set.homesName();
  DIType *Value = Types.structOf((Set.Map->getName() + "_home").str(), Members);
  uint64_t Cells = uint64_t(Set.Constants[SetQueues]) * Set.Constants[SetDepth];
  DIType *Map = Types.structOf(Name + "_map", {{"type", Types.number(MapTypeArray)},
                                               {"max_entries", Types.number(Cells)},
                                               {"key", Types.pointerTo(Types.unsignedInt())},
                                               {"value", Types.pointerTo(Value)}});
  Type *Definition = ArrayType::get(PointerType::get(C, 0), 4);
  auto *G = new GlobalVariable(M, Definition, /*isConstant=*/false, GlobalValue::ExternalLinkage,
                               Constant::getNullValue(Definition), Name);
  G->setSection(".maps");
  G->setAlignment(Align(8));
  G->setDSOLocal(true);
  G->addDebugInfo(DIB.createGlobalVariableExpression(Unit, Name, "", Types.file(), 0, Map,
                                                     /*IsLocalToUnit=*/false));
  DIB.finalize();
  return G;
}

void flexnet::createHomes(MutableArrayRef<QueueSet> Sets, SplitContext &Ctx) {
  for (QueueSet &Set : Sets) {
    SmallVector<DIType *, 2> Fields;
    for (SuspendPoint *P : Set.Points) {
      SmallVector<bool, 2> Used(Fields.size());
      for (KeptReference &R : P->Homes) {
        unsigned I = 0;
        while (I != Fields.size() && (Used[I] || Fields[I] != R.Type))
          ++I;
        if (I == Fields.size()) {
          Fields.push_back(R.Type);
          Used.push_back(false);
        }
        Used[I] = true;
        R.Field = I;
      }
    }
    if (Fields.empty())
      continue;
    if (Ctx.M.getNamedValue(Set.homesName())) {
      Ctx.report(Set.Points.front()->Loc, Message::NameOfMadeProgram, Set.homesName());
      continue;
    }
    GlobalVariable *Map = createMap(Set, Fields, Ctx.M);
    for (SuspendPoint *P : Set.Points)
      P->HomeMap = Map;
  }
}

void flexnet::saveReferences(SuspendPoint &P) {
  if (P.Homes.empty() || P.Owns)
    return;
  IRBuilder<> B(P.Save);
  B.SetCurrentDebugLocation(P.Suspend->getDebugLoc());
  HomeCode Code(P, B);
  Value *Home = Code.home(P.Save->getArgOperand(1));
  Value *Found = B.CreateIsNotNull(Home);
  for (const KeptReference &R : P.Homes) {
    AllocaInst *Unsaved = Code.local();
    new StoreInst(R.Saved, Unsaved, P.SuspendOn->getIterator());
    auto keep = [&] {
      Code.onlyIf(
          Found, [&] { Code.releaseIfAny(R, Code.exchange(Home, R, R.Saved)); },
          [&] { Code.releaseIfAny(R, R.Saved); });
    };
    auto clear = [&] {
      Code.onlyIf(Found, [&] {
        Code.releaseIfAny(R, Code.exchange(Home, R, ConstantPointerNull::get(B.getPtrTy())));
      });
    };
    if (R.NotNull)
      keep();
    else
      Code.onlyIf(B.CreateIsNotNull(R.Saved), keep, clear);
    B.CreateStore(ConstantPointerNull::get(B.getPtrTy()), Unsaved);
    IRBuilder<> AtEnd(P.Suspend);
    HomeCode(P, AtEnd).releaseIfAny(R, AtEnd.CreateLoad(AtEnd.getPtrTy(), Unsaved));
  }
}

SmallVector<Value *, 2> flexnet::restoreReferences(const SuspendPoint &P, Value *Frame,
                                                   IRBuilder<> &B) {
  SmallVector<Value *, 2> Result;
  if (P.Homes.empty() || P.Owns)
    return Result;
  Function *F = B.GetInsertBlock()->getParent();
  BasicBlock *Gone = BasicBlock::Create(F->getContext(), "gone", F);
  auto stopIfNull = [&](Value *V, BasicBlock *Stop) {
    BasicBlock *Next = BasicBlock::Create(F->getContext(), "", F);
    B.CreateCondBr(B.CreateIsNull(V), Stop, Next);
    B.SetInsertPoint(Next);
  };
  HomeCode Code(P, B);
  Value *Home = Code.home(Frame);
  BasicBlock *Nothing = BasicBlock::Create(F->getContext(), "nothing", F);
  stopIfNull(Home, Nothing);
  for (const KeptReference &R : P.Homes)
    Result.push_back(Code.exchange(Home, R, ConstantPointerNull::get(B.getPtrTy())));
  for (auto [R, V] : zip(P.Homes, Result))
    if (R.NotNull)
      stopIfNull(V, Gone);
  DebugLoc Loc = B.getCurrentDebugLocation();
  IRBuilder<>::InsertPointGuard Guard(B);
  B.SetInsertPoint(IRBuilder<>(Gone).CreateBr(Nothing));
  B.SetCurrentDebugLocation(Loc);
  for (auto [R, V] : zip(P.Homes, Result))
    Code.releaseIfAny(R, V);
  IRBuilder<>(Nothing).CreateRet(Constant::getNullValue(F->getReturnType()));
  return Result;
}
