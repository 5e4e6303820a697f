// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: shows LLVM's writer of BTF the C subset of C++ debug info; DWARF stays C++.
//
// LLVM's BPF backend makes BTF from debug info. It crashes on member functions and base
// classes, and what it makes of references and of names with '<' or ':' the kernel
// refuses ("Invalid name", "Invalid arg#1"), upon which libbpf goes on without any BTF.
// BTFTypes.cpp says what becomes of each type; llvm/docs/BPFDebugInfo.md has the table.
//
// The same metadata is what DWARF is made of, so nothing is replaced in it. BTFDebug.cpp
// looks in few places, and there it finds legal types and names:
//
//   place                                      what keeps C++ for DWARF
//   type and name of a function's definition   its declaration, added if there is none
//   arguments among its retained nodes         the variables of the debug records; the
//                                                retained ones move to a scope without code
//   the first variable attached to a global    the one in the compile unit's list
//   type of a CO-RE access                     -
//
// Also: parameters without a name get one (arg1, arg2, ...), and a function that
// Linkage.cpp made static is static in debug info, or the kernel would verify it on its own.
//
// Runs last: passes before it read types.

#include "llvm/FlexNet/BTFLegalize.h"

#include "BTFTypes.h"

#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/ValueMapper.h"

using namespace llvm;
using namespace llvm::flexnet;

namespace {
class Legalizer {
public:
  explicit Legalizer(Module &M) : M(M), C(M.getContext()), Types(C) {}

  void run() {
    describeLocalFunctionsAsStatic();
    for (Function &F : M)
      collect(F);
    for (GlobalVariable &G : M.globals())
      collect(G);
    Types.analyse();
    for (Function &F : M)
      legalize(F);
    for (GlobalVariable &G : M.globals())
      legalize(G);
  }

private:
  Module &M;
  LLVMContext &C;
  BTFTypes Types;
  SmallPtrSet<DISubprogram *, 16> Done;

  void describeLocalFunctionsAsStatic();
  void collect(Function &F);
  void collect(GlobalVariable &G);
  void legalize(Function &F);
  void legalize(GlobalVariable &G);
  void legalizeDeclaration(Function &F, DISubprogram &SP);
  DINodeArray legalArguments(Function &F, DISubprogram &SP);
  DISubroutineType *typeOfInstructions(const Function &F);
  DIType *typeInMemory(DIType *T, const GlobalVariable &G);
};
} // namespace

/// Nothing but a new DISubprogram changes whether it is static.
void Legalizer::describeLocalFunctionsAsStatic() {
  ValueToValueMapTy Map;
  for (Function &F : M) {
    DISubprogram *SP = F.getSubprogram();
    if (F.isDeclaration() || !SP || !F.hasLocalLinkage() || SP->isLocalToUnit())
      continue;
    auto *Static = DISubprogram::getDistinct(
        C, SP->getScope(), SP->getName(), SP->getLinkageName(), SP->getFile(), SP->getLine(),
        SP->getType(), SP->getScopeLine(), SP->getContainingType(), SP->getVirtualIndex(),
        SP->getThisAdjustment(), SP->getFlags(), SP->getSPFlags() | DISubprogram::SPFlagLocalToUnit,
        SP->getUnit(), SP->getTemplateParams(), SP->getDeclaration(), SP->getRetainedNodes(),
        SP->getThrownTypes(), SP->getAnnotations(), SP->getTargetFuncName(),
        SP->getKeyInstructionsEnabled());
    F.setSubprogram(Static);
    Map.MD()[SP].reset(Static);
  }
  if (!Map.hasMD())
    return;
  auto Flags = RF_IgnoreMissingLocals | RF_ReuseAndMutateDistinctMDs;
  for (Function &F : M)
    RemapFunction(F, Map, Flags);
  for (NamedMDNode &N : M.named_metadata())
    for (unsigned I = 0; I < N.getNumOperands(); ++I)
      N.setOperand(I, MapMetadata(N.getOperand(I), Map, Flags));
}

static SmallVector<DILocalVariable *, 8> argumentsOf(const DISubprogram &SP) {
  SmallVector<DILocalVariable *, 8> Arguments;
  for (DINode *N : SP.getRetainedNodes())
    if (auto *V = dyn_cast<DILocalVariable>(N); V && V->getArg())
      Arguments.push_back(V);
  return Arguments;
}

/// Without -g there are places for messages, and they do not get into the object.
static DISubprogram *describedBy(const Function &F) {
  DISubprogram *SP = F.getSubprogram();
  if (!SP || !SP->getType() ||
      (SP->getUnit() && SP->getUnit()->getEmissionKind() == DICompileUnit::NoDebug))
    return nullptr;
  return SP;
}

void Legalizer::collect(Function &F) {
  DISubprogram *SP = describedBy(F);
  if (!SP)
    return;
  Types.add(SP->getType());
  for (DILocalVariable *V : argumentsOf(*SP))
    Types.add(V->getType());
}

static DIGlobalVariableExpression *firstInfo(const GlobalVariable &G) {
  SmallVector<DIGlobalVariableExpression *, 1> Info;
  G.getDebugInfo(Info);
  return Info.empty() ? nullptr : Info.front();
}

void Legalizer::collect(GlobalVariable &G) {
  if (MDNode *Accessed = G.getMetadata(LLVMContext::MD_preserve_access_index))
    Types.add(dyn_cast<DIType>(Accessed));
  DIGlobalVariableExpression *Info = firstInfo(G);
  if (!Info)
    return;
  if (G.getSection().starts_with(".maps"))
    Types.addMap(Info->getVariable()->getType());
  else
    Types.add(Info->getVariable()->getType());
}

/// With -gline-tables-only functions have no type; BTF then says what is in registers.
DISubroutineType *Legalizer::typeOfInstructions(const Function &F) {
  auto typeOf = [this](Type *T) -> DIType * {
    if (auto *I = dyn_cast<IntegerType>(T))
      return Types.integer(("i" + Twine(I->getBitWidth())).str(),
                           std::max(8u, unsigned(PowerOf2Ceil(I->getBitWidth()))),
                           dwarf::DW_ATE_signed);
    return T->isVoidTy() ? nullptr : Types.pointerTo(nullptr);
  };
  SmallVector<Metadata *, 6> Signature = {typeOf(F.getReturnType())};
  for (const Argument &A : F.args())
    Signature.push_back(typeOf(A.getType()));
  return DISubroutineType::get(C, DINode::FlagZero, 0, MDTuple::get(C, Signature));
}

DINodeArray Legalizer::legalArguments(Function &F, DISubprogram &SP) {
  auto Signature = SP.getType()->getTypeArray();
  SmallVector<DILocalVariable *, 8> OfArgument(Signature.size());
  SmallVector<Metadata *, 8> Nodes;
  for (DINode *N : SP.getRetainedNodes()) {
    auto *V = dyn_cast<DILocalVariable>(N);
    if (V && V->getArg() && V->getArg() < Signature.size())
      OfArgument[V->getArg()] = V;
    else if (!V || !V->getArg())
      Nodes.push_back(N);
  }
  SmallPtrSet<const DILocalVariable *, 8> Described;
  for (Instruction &I : instructions(F))
    for (DbgVariableRecord &R : filterDbgVars(I.getDbgRecordRange()))
      Described.insert(R.getVariable());

  DILocalScope *NoCode = nullptr;
  bool Changed = false;
  for (unsigned Arg = 1; Arg < Signature.size(); ++Arg) {
    DILocalVariable *V = OfArgument[Arg];
    DIType *Type = Types.legal(V ? V->getType() : Signature[Arg]);
    if (!Type)
      continue; // the ellipsis
    std::string Name = V ? legalBTFName(V->getName()) : "";
    if (Name.empty())
      Name = "arg" + std::to_string(Arg);
    if (V && Type == V->getType() && Name == V->getName()) {
      Nodes.push_back(V);
      continue;
    }
    Changed = true;
    DILocalScope *Scope = &SP;
    if (V && Described.contains(V)) {
      if (!NoCode)
        NoCode = DILexicalBlock::getDistinct(C, &SP, SP.getFile(), SP.getLine(), 0);
      Scope = NoCode;
    }
    Nodes.push_back(DILocalVariable::get(
        C, Scope, Name, SP.getFile(), V ? V->getLine() : SP.getLine(), Type, Arg,
        V ? V->getFlags() : DINode::FlagArtificial, 0, V ? V->getAnnotations() : DINodeArray()));
  }
  return Changed ? DINodeArray(MDTuple::get(C, Nodes)) : SP.getRetainedNodes();
}

void Legalizer::legalizeDeclaration(Function &F, DISubprogram &SP) {
  DISubroutineType *Type = Types.legal(SP.getType());
  std::string Name = legalBTFName(SP.getName());
  if (Type == SP.getType() && Name == SP.getName())
    return;
  F.setSubprogram(DISubprogram::get(C, SP.getScope(), Name, SP.getLinkageName(), SP.getFile(),
                                    SP.getLine(), Type, SP.getScopeLine(), nullptr, 0, 0,
                                    SP.getFlags(), SP.getSPFlags(), SP.getUnit(), nullptr, nullptr,
                                    SP.getRetainedNodes(), nullptr, SP.getAnnotations()));
}

void Legalizer::legalize(Function &F) {
  DISubprogram *SP = describedBy(F);
  if (!SP)
    return;
  if (!SP->isDefinition())
    return legalizeDeclaration(F, *SP);
  if (F.isDeclaration() || !Done.insert(SP).second)
    return;
  if (SP->getType()->getTypeArray().size() == 0)
    SP->replaceType(typeOfInstructions(F));
  DISubroutineType *Type = Types.legal(SP->getType());
  std::string Name = legalBTFName(SP->getName().empty() ? F.getName() : SP->getName());
  SP->replaceRetainedNodes(legalArguments(F, *SP));
  if (Type == SP->getType() && Name == SP->getName())
    return;
  // DWARF takes what the declaration says.
  if (!SP->getDeclaration())
    SP->replaceDeclaration(DISubprogram::get(
        C, SP->getScope(), SP->getName(), SP->getLinkageName(), SP->getFile(), SP->getLine(),
        SP->getType(), SP->getScopeLine(), nullptr, 0, 0,
        SP->getFlags() & ~DINode::FlagAllCallsDescribed,
        SP->getSPFlags() & ~DISubprogram::SPFlagDefinition, nullptr, SP->getTemplateParams()));
  SP->replaceType(Type);
  SP->replaceOperandWith(2, MDString::get(C, Name));
}

/// Optimisation may have made the variable smaller than its type, or cut it in pieces; the
/// kernel refuses a type larger than its variable.
DIType *Legalizer::typeInMemory(DIType *T, const GlobalVariable &G) {
  DIType *Legal = Types.legal(T);
  if (G.isDeclaration())
    return Legal;
  uint64_t Bits = M.getDataLayout().getTypeAllocSizeInBits(G.getValueType());
  if (hasBTFSize(Legal) && sizeOfType(Legal) <= Bits)
    return Legal;
  if (Bits <= 64 && isPowerOf2_64(Bits))
    return Types.integer(("i" + Twine(Bits)).str(), Bits, dwarf::DW_ATE_unsigned);
  return Types.bytes(Bits);
}

void Legalizer::legalize(GlobalVariable &G) {
  if (MDNode *Accessed = G.getMetadata(LLVMContext::MD_preserve_access_index))
    G.setMetadata(LLVMContext::MD_preserve_access_index, Types.legal(cast<DIType>(Accessed)));
  DIGlobalVariableExpression *Info = firstInfo(G);
  if (!Info)
    return;
  if (!G.isDeclaration() && M.getDataLayout().getTypeAllocSize(G.getValueType()) == 0) {
    G.eraseMetadata(LLVMContext::MD_dbg); // the kernel refuses a variable without a size
    return;
  }
  if (std::string Name = legalBTFName(G.getName()); G.hasLocalLinkage() && Name != G.getName())
    G.setName(Name);
  DIGlobalVariable *V = Info->getVariable();
  DIType *Type = typeInMemory(V->getType(), G);
  if (Type == V->getType())
    return;
  auto *ForBTF = DIGlobalVariable::getDistinct(
      C, V->getScope(), V->getName(), V->getLinkageName(), V->getFile(), V->getLine(), Type,
      V->isLocalToUnit(), V->isDefinition(), nullptr, nullptr, 0, V->getAnnotations());
  SmallVector<MDNode *, 2> Old;
  G.getMetadata(LLVMContext::MD_dbg, Old);
  G.eraseMetadata(LLVMContext::MD_dbg);
  G.addDebugInfo(DIGlobalVariableExpression::get(C, ForBTF, DIExpression::get(C, {})));
  for (MDNode *N : Old)
    G.addMetadata(LLVMContext::MD_dbg, *N);
}

PreservedAnalyses BTFLegalizePass::run(Module &M, ModuleAnalysisManager &) {
  Legalizer(M).run();
  return PreservedAnalyses::none();
}
