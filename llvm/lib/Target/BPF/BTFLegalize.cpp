// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: rewrites C++ debug info to the C subset that BTF can say and the kernel loads.
//
// LLVM's BPF backend makes BTF from debug info. It crashes on member functions and base
// classes, and what it makes of references and of names with '<' or ':' the kernel
// refuses ("Invalid name", "Invalid arg#1"), upon which libbpf goes on without any BTF.
//
//   before                                     after
//   class, and its member functions, types,    struct with the data members only
//     statics and friends
//   struct D : B { int x; }                    struct D { struct B __base; int x; }
//   T &, T &&, std::nullptr_t                  T *, T *, void *
//   int C::*, int (C::*)()                     long, struct of two longs (same size)
//   char8_t, char16_t, char32_t                unsigned of the same size
//   "pair<int, ns::t>"                         "pair_int__ns__t_"
//   a parameter without a name                 arg1, arg2, ...
//   an inline function made static             static also in BTF, or the kernel would
//     (SourceNames.cpp)                          verify it on its own
//
// Runs last, so that nothing else sees the rewritten types.

#include "llvm/FlexNet/BTFLegalize.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/DIBuilder.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
class Legalizer {
public:
  explicit Legalizer(Module &M)
      : M(M), C(M.getContext()), DIB(M, /*AllowUnresolved=*/false), PtrBits(64) {}

  void run() {
    collect();
    SmallVector<MDNode *, 128> All(Nodes.begin(), Nodes.end());
    for (MDNode *N : All)
      if (MDNode *New = replacementFor(N))
        replace(N, New);
    for (Function &F : M)
      describeAsStatic(F);
    All.assign(Nodes.begin(), Nodes.end());
    for (MDNode *N : All)
      if (auto *T = dyn_cast<DICompositeType>(N))
        keepDataMembers(*T);
    for (MDNode *N : SmallVector<MDNode *, 128>(Nodes.begin(), Nodes.end())) {
      legalizeName(N);
      if (auto *SP = dyn_cast<DISubprogram>(N))
        nameParameters(*SP);
      for (unsigned I = 0, E = N->getNumOperands(); I != E; ++I)
        if (MDNode *New = Replaced.lookup(N->getOperand(I).get()))
          N->replaceOperandWith(I, New);
    }
  }

private:
  Module &M;
  LLVMContext &C;
  DIBuilder DIB;
  unsigned PtrBits;
  SetVector<MDNode *> Nodes;
  DenseMap<Metadata *, MDNode *> Replaced;

  void add(Metadata *MD) {
    if (auto *N = dyn_cast_or_null<MDNode>(MD))
      Nodes.insert(N);
  }

  template <class T> void addAttachments(const T &V) {
    SmallVector<std::pair<unsigned, MDNode *>, 4> Attached;
    V.getAllMetadata(Attached);
    for (auto [Kind, N] : Attached)
      add(N);
  }

  /// Everything reachable from the module, types in particular.
  void collect() {
    for (NamedMDNode &N : M.named_metadata())
      for (MDNode *Operand : N.operands())
        add(Operand);
    for (const GlobalVariable &G : M.globals())
      addAttachments(G);
    for (const Function &F : M) {
      addAttachments(F);
      for (const Instruction &I : instructions(F)) {
        addAttachments(I);
        add(I.getDebugLoc().get());
        for (DbgRecord &R : I.getDbgRecordRange()) {
          add(R.getDebugLoc().get());
          if (auto *V = dyn_cast<DbgVariableRecord>(&R))
            add(V->getRawVariable());
        }
      }
    }
    for (size_t I = 0; I < Nodes.size(); ++I)
      for (const MDOperand &Operand : Nodes[I]->operands())
        add(Operand.get());
  }

  void replace(MDNode *Old, MDNode *New) {
    Replaced[Old] = New;
    Nodes.insert(New);
  }

  void describeAsStatic(Function &F) {
    DISubprogram *SP = F.getSubprogram();
    if (!SP || !F.hasLocalLinkage() || SP->isLocalToUnit())
      return;
    auto *Static = DISubprogram::getDistinct(
        C, SP->getScope(), SP->getName(), SP->getLinkageName(), SP->getFile(), SP->getLine(),
        SP->getType(), SP->getScopeLine(), SP->getContainingType(), SP->getVirtualIndex(),
        SP->getThisAdjustment(), SP->getFlags(),
        SP->getSPFlags() | DISubprogram::SPFlagLocalToUnit, SP->getUnit(), SP->getTemplateParams(),
        SP->getDeclaration(), SP->getRetainedNodes());
    replace(SP, Static);
    F.setSubprogram(Static);
  }

  MDNode *replacementFor(MDNode *N) {
    if (auto *D = dyn_cast<DIDerivedType>(N))
      switch (D->getTag()) {
      case dwarf::DW_TAG_reference_type:
      case dwarf::DW_TAG_rvalue_reference_type:
        return DIB.createPointerType(D->getBaseType(), PtrBits);
      case dwarf::DW_TAG_ptr_to_member_type:
        return memberPointer(D->getSizeInBits());
      default:
        return nullptr;
      }
    if (auto *D = dyn_cast<DICompositeType>(N); D && D->getTag() == dwarf::DW_TAG_class_type)
      return DIB.createStructType(D->getScope(), D->getName(), D->getFile(), D->getLine(),
                                  D->getSizeInBits(), D->getAlignInBits(), DINode::FlagZero,
                                  /*DerivedFrom=*/nullptr, D->getElements());
    if (auto *D = dyn_cast<DIBasicType>(N)) {
      if (D->getTag() == dwarf::DW_TAG_unspecified_type)
        return DIB.createPointerType(nullptr, PtrBits);
      if (D->getEncoding() == dwarf::DW_ATE_UTF)
        return DIB.createBasicType(D->getName(), D->getSizeInBits(), dwarf::DW_ATE_unsigned);
    }
    return nullptr;
  }

  MDNode *memberPointer(uint64_t Bits) {
    DIType *Word = DIB.createBasicType("long", 64, dwarf::DW_ATE_signed);
    if (Bits <= 64)
      return Word;
    Metadata *Count = DIB.getOrCreateSubrange(0, Bits / 64);
    return DIB.createArrayType(Bits, 64, Word, DIB.getOrCreateArray({Count}));
  }

  /// An empty base class has no room in the derived one.
  static bool isEmptyBase(const DIType *Base) {
    auto *Type = dyn_cast_or_null<DICompositeType>(Base);
    return !Base || !Base->getSizeInBits() || (Type && Type->getElements().empty());
  }

  void keepDataMembers(DICompositeType &T) {
    unsigned Tag = T.getTag();
    bool IsStruct = Tag == dwarf::DW_TAG_structure_type || Tag == dwarf::DW_TAG_union_type ||
                    Tag == dwarf::DW_TAG_class_type;
    if (!IsStruct || !T.getRawElements())
      return;
    SmallVector<Metadata *, 8> Members;
    unsigned Bases = 0;
    for (DINode *Element : T.getElements()) {
      auto *D = dyn_cast_or_null<DIDerivedType>(Element);
      if (!D)
        continue; // a member function, a nested type
      if (D->getTag() == dwarf::DW_TAG_member && !D->isStaticMember()) {
        Members.push_back(D);
      } else if (D->getTag() == dwarf::DW_TAG_inheritance &&
                 !(D->getFlags() & DINode::FlagVirtual) && !isEmptyBase(D->getBaseType())) {
        std::string Name = Bases ? "__base" + std::to_string(Bases) : "__base";
        ++Bases;
        DIDerivedType *Member =
            DIB.createMemberType(&T, Name, D->getFile(), D->getLine(),
                                 D->getBaseType()->getSizeInBits(), /*AlignInBits=*/0,
                                 D->getOffsetInBits(), DINode::FlagZero, D->getBaseType());
        Members.push_back(Member);
        Nodes.insert(Member);
      }
    }
    if (equal(Members, T.getElements()))
      return;
    // replaceElements() asserts that nothing is removed.
    for (unsigned I = 0, E = T.getNumOperands(); I != E; ++I)
      if (T.getOperand(I).get() == T.getRawElements())
        return T.replaceOperandWith(I, MDTuple::get(C, Members));
  }

  static std::string legalName(StringRef Name) {
    std::string Legal;
    for (char Ch : Name)
      Legal += isAlnum(Ch) || Ch == '_' ? Ch : '_';
    if (!Legal.empty() && isDigit(Legal.front()))
      Legal.insert(0, "_");
    return Legal;
  }

  void legalizeName(MDNode *N) {
    StringRef Name;
    if (auto *T = dyn_cast<DIType>(N); T && !isa<DIBasicType>(T))
      Name = T->getName();
    else if (auto *SP = dyn_cast<DISubprogram>(N))
      Name = SP->getName();
    if (Name.empty())
      return;
    std::string Legal = legalName(Name);
    if (Legal == Name)
      return;
    for (unsigned I = 0, E = N->getNumOperands(); I != E; ++I)
      if (auto *S = dyn_cast_or_null<MDString>(N->getOperand(I).get()); S && S->getString() == Name)
        return N->replaceOperandWith(I, MDString::get(C, Legal));
  }

  void nameParameters(DISubprogram &SP) {
    if (!SP.isDefinition() || !SP.getType())
      return;
    unsigned Count = SP.getType()->getTypeArray().size();
    SmallDenseSet<unsigned, 8> Named;
    for (DINode *Node : SP.getRetainedNodes())
      if (auto *V = dyn_cast<DILocalVariable>(Node); V && V->getArg() && !V->getName().empty())
        Named.insert(V->getArg());
    bool Added = false;
    for (unsigned Arg = 1; Arg < Count; ++Arg) {
      DIType *Type = SP.getType()->getTypeArray()[Arg];
      if (!Type || Named.contains(Arg))
        continue;
      DIB.createParameterVariable(&SP, "arg" + std::to_string(Arg), Arg, SP.getFile(),
                                  SP.getLine(), Type, /*AlwaysPreserve=*/true,
                                  DINode::FlagArtificial);
      Added = true;
    }
    if (Added)
      DIB.finalizeSubprogram(&SP);
  }
};
} // namespace

PreservedAnalyses BTFLegalizePass::run(Module &M, ModuleAnalysisManager &) {
  Legalizer(M).run();
  return PreservedAnalyses::none();
}
