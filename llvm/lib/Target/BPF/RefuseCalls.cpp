// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls that are left after inlining and cannot be made: through a pointer, of what only
// a C or C++ run-time library defines, with variable arguments.

#include "Refuse.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace llvm::flexnet;

/// Whether clang marked the load of the called function's table as one of virtual
/// functions.
static bool isVirtual(const CallBase &Call) {
  auto *Entry = dyn_cast<LoadInst>(Call.getCalledOperand()->stripPointerCasts());
  if (!Entry)
    return false;
  auto *Table = dyn_cast<LoadInst>(Entry->getPointerOperand()->stripInBoundsOffsets());
  const MDNode *Tag = Table ? Table->getMetadata(LLVMContext::MD_tbaa) : nullptr;
  const auto *Type = Tag && Tag->getNumOperands() ? dyn_cast<MDNode>(Tag->getOperand(0)) : nullptr;
  const auto *Name = Type && Type->getNumOperands() ? dyn_cast<MDString>(Type->getOperand(0)) : nullptr;
  return Name && Name->getString() == "vtable pointer";
}

static void refuseIndirect(const CallBase &Call, Refusals &R) {
  R.report(Call, isVirtual(Call) ? Message::VirtualCall : Message::IndirectCall);
}

/// Why a function of the C++ run-time library is called, if it is one.
static std::optional<Message> reasonOfRuntimeCall(StringRef Name) {
  if (Name.starts_with("_Znw") || Name.starts_with("_Zna"))
    return Message::NoNew;
  if (Name.starts_with("_Zdl") || Name.starts_with("_Zda"))
    return Message::NoDelete;
  if (Name.starts_with("_ZSt") && Name.contains("__throw_"))
    return Message::MayThrow;
  if (Name.starts_with("_ZSt") && Name.contains("__glibcxx_assert"))
    return Message::MayFailAssertion;
  if (Name.starts_with("__atomic_"))
    return Message::WideAtomicCall;
  return StringSwitch<std::optional<Message>>(Name)
      .Cases({"__cxa_throw", "__cxa_rethrow", "__cxa_allocate_exception", "__cxa_begin_catch",
              "_Unwind_Resume"},
             Message::ThrowIsLeft)
      .Cases({"_ZSt9terminatev", "__clang_call_terminate"}, Message::NoTerminate)
      .Case("__cxa_pure_virtual", Message::PureVirtualCall)
      .Case("__dynamic_cast", Message::DynamicCastIsLeft)
      .Cases({"abort", "exit", "_exit", "__assert_fail", "_ZSt13__assert_failv"}, Message::NoAbort)
      .Cases({"__cxa_guard_acquire", "__cxa_guard_release"}, Message::StaticInitializer)
      .Cases({"__cxa_atexit", "atexit"}, Message::DestructorAtExit)
      .Default(std::nullopt);
}

/// Whether the backend makes loads and comparisons of the call: it does for 128 of them.
static bool isExpanded(const CallBase &Call, StringRef Name) {
  if ((Name != "memcmp" && Name != "bcmp") || Call.arg_size() != 3)
    return false;
  auto *Size = dyn_cast<ConstantInt>(Call.getArgOperand(2));
  return Size && Size->getValue().ule(128);
}

static void refuseUndefined(const CallBase &Call, const Function &Callee, Refusals &R) {
  if (std::optional<Message> Reason = reasonOfRuntimeCall(Callee.getName()))
    return R.report(Call, *Reason);
  LibFunc Known;
  bool IsLibC = TargetLibraryInfoImpl(Triple(Call.getModule()->getTargetTriple()))
                    .getLibFunc(Callee.getName(), Known);
  if (IsLibC && isExpanded(Call, Callee.getName()))
    return;
  if (IsLibC && !Callee.hasExternalWeakLinkage())
    return R.report(Call, Message::NoLibraryFunction, Callee.getName());
  // Another object may define it: libbpf's linker resolves such calls.
  if (!Callee.hasSection() && !Callee.hasExternalWeakLinkage())
    R.report(Call, Message::UndefinedFunction, sourceName(Callee));
}

void flexnet::refuseCall(const Instruction &I, Refusals &R) {
  auto *Call = dyn_cast<CallBase>(&I);
  if (!Call || isa<IntrinsicInst>(Call) || Call->isInlineAsm())
    return;
  const Value *Target = Call->getCalledOperand()->stripPointerCasts();
  // Helpers of the kernel are called by number: (void *(*)(...))1.
  if (auto *Number = dyn_cast<ConstantExpr>(Target); Number && Number->isCast())
    return;
  auto *Callee = dyn_cast<Function>(Target);
  if (!Callee)
    return refuseIndirect(*Call, R);
  // Header code of coroutines is left as it is after an error in one.
  if (Callee->isDeclaration() && !Callee->getName().starts_with("__flexnet_"))
    refuseUndefined(*Call, *Callee, R);
}

void flexnet::refuseSignature(const Function &F, Refusals &R) {
  if (F.isVarArg())
    return R.report(F, Message::VariableArguments, sourceName(F));
  if (F.getReturnType()->isVectorTy() ||
      any_of(F.args(), [](const Argument &A) { return A.getType()->isVectorTy(); }))
    R.report(F, Message::VectorArguments, sourceName(F));
}
