// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Variables whose initialiser holds addresses. libbpf relocates code, maps and struct_ops,
// and skips the relocations of other data: the address would be 0 in the kernel, silently.

#include "Refuse.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;
using namespace llvm::flexnet;

static bool isRelocatedByLibbpf(const GlobalVariable &G) {
  StringRef S = G.getSection();
  return S.starts_with(".maps") || S.starts_with(".struct_ops") || S.starts_with("?.struct_ops");
}

static const GlobalValue *addressIn(const Constant &C) {
  if (auto *G = dyn_cast<GlobalValue>(&C))
    return G;
  for (const Use &U : C.operands()) {
    auto *Operand = dyn_cast<Constant>(U); // not so: the block of a label's address
    if (const GlobalValue *G = Operand ? addressIn(*Operand) : nullptr)
      return G;
  }
  return nullptr;
}

static std::string describe(const GlobalVariable &G) {
  SmallVector<DIGlobalVariableExpression *, 1> Info;
  G.getDebugInfo(Info);
  StringRef Name = Info.empty() ? G.getName() : Info.front()->getVariable()->getName();
  return Name.empty() || Name.starts_with(".") || Name.starts_with("__const.")
             ? "this constant"
             : "'" + demangle(Name) + "'";
}

static void refuseUse(const Instruction &I, const GlobalVariable &G, Refusals &R) {
  if (isRelocatedByLibbpf(G) || !G.hasInitializer() || G.getName().starts_with("llvm."))
    return;
  const GlobalValue *Address = addressIn(*G.getInitializer());
  if (!Address)
    return;
  if (G.getName().starts_with("_ZTV")) {
    StringRef Class = "vtable for ";
    std::string Name = demangle(G.getName());
    return R.report(I, Message::AddressOfTable, StringRef(Name).drop_front(Class.size()));
  }
  R.report(I, isa<Function>(Address) ? Message::AddressOfFunction : Message::AddressOfData,
           describe(G));
}

static void visit(const Instruction &I, const Constant &C, Refusals &R) {
  if (auto *G = dyn_cast<GlobalVariable>(&C))
    return refuseUse(I, *G, R);
  if (isa<GlobalValue>(C))
    return;
  for (const Use &U : C.operands())
    if (auto *Operand = dyn_cast<Constant>(U))
      visit(I, *Operand, R);
}

void flexnet::refuseAddress(const Instruction &I, Refusals &R) {
  for (const Use &U : I.operands())
    if (auto *C = dyn_cast<Constant>(U))
      visit(I, *C, R);
}
