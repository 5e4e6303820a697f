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
  if (isVirtual(Call))
    R.error(Call, "BPF cannot call a virtual function whose object's type is known only at run "
                  "time: make the class 'final', use a template, or 'switch' over a kind");
  else
    R.error(Call, "BPF cannot call through a pointer, and which function this calls is known only "
                  "at run time: choose with 'if' or 'switch', or pass a lambda to an inlined "
                  "template");
}

/// Why a function of the C++ run-time library is called, and what to do. nullptr: it
/// is not one.
static const char *reasonOfRuntimeCall(StringRef Name) {
  if (Name.starts_with("_Znw") || Name.starts_with("_Zna"))
    return "BPF has no heap for 'new': use a map, a local variable, bpf_obj_new(), or define "
           "'operator new'";
  if (Name.starts_with("_Zdl") || Name.starts_with("_Zda"))
    return "BPF has no heap for 'delete': use a map, a local variable, bpf_obj_drop(), or define "
           "'operator delete'";
  if (Name.starts_with("_ZSt") && Name.contains("__throw_"))
    return "this may throw, which BPF cannot: check before, so that the compiler sees that it "
           "does not, or use an access that is not checked";
  if (Name.starts_with("_ZSt") && Name.contains("__glibcxx_assert"))
    return "this may fail an assertion of the standard library, and BPF cannot abort: check before";
  if (Name.starts_with("__atomic_"))
    return "BPF changes 32 or 64 bits atomically: use a variable of 4 or 8 bytes, or bpf_spin_lock";
  return StringSwitch<const char *>(Name)
      .Cases({"__cxa_throw", "__cxa_rethrow", "__cxa_allocate_exception", "__cxa_begin_catch",
              "_Unwind_Resume"},
             "BPF has no exceptions: return an error code, std::optional or std::expected")
      .Cases({"_ZSt9terminatev", "__clang_call_terminate"},
             "BPF cannot terminate: return an error code")
      .Case("__cxa_pure_virtual", "this calls a pure virtual function: call it from where the "
                                  "object's class is complete")
      .Case("__dynamic_cast", "BPF has no run-time type information: keep a kind in the object and "
                              "'switch' over it")
      .Cases({"abort", "exit", "_exit", "__assert_fail", "_ZSt13__assert_failv"},
             "BPF cannot abort or exit: return from the program")
      .Cases({"__cxa_guard_acquire", "__cxa_guard_release"},
             "a static local variable cannot be initialised when its function first runs: make the "
             "initialiser constant (constinit)")
      .Cases({"__cxa_atexit", "atexit"}, "a BPF program has no end at which to run destructors: "
                                         "make the destructor trivial or the variable local")
      .Default(nullptr);
}

/// Whether the backend makes loads and comparisons of the call: it does for 128 of them.
static bool isExpanded(const CallBase &Call, StringRef Name) {
  if ((Name != "memcmp" && Name != "bcmp") || Call.arg_size() != 3)
    return false;
  auto *Size = dyn_cast<ConstantInt>(Call.getArgOperand(2));
  return Size && Size->getValue().ule(128);
}

static void refuseUndefined(const CallBase &Call, const Function &Callee, Refusals &R) {
  if (const char *Reason = reasonOfRuntimeCall(Callee.getName()))
    return R.error(Call, Reason);
  LibFunc Known;
  bool IsLibC = TargetLibraryInfoImpl(Triple(Call.getModule()->getTargetTriple()))
                    .getLibFunc(Callee.getName(), Known);
  if (IsLibC && isExpanded(Call, Callee.getName()))
    return;
  if (IsLibC && !Callee.hasExternalWeakLinkage())
    return R.error(Call, "BPF has no C library to take '" + Callee.getName() +
                             "' from: write a loop with a constant bound, or define it");
  // Another object may define it: libbpf's linker resolves such calls.
  if (!Callee.hasSection() && !Callee.hasExternalWeakLinkage())
    R.warning(Call, "'" + sourceName(Callee) +
                        "' is not defined here: define it, declare it SEC(\".ksyms\") if it is the "
                        "kernel's, or link with its object ('bpftool gen object')");
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
    return R.error(F, "BPF passes arguments in registers only, so '" + sourceName(F) +
                          "' cannot take '...': use a parameter pack, 'template <typename... T>'");
  if (F.getReturnType()->isVectorTy() ||
      any_of(F.args(), [](const Argument &A) { return A.getType()->isVectorTy(); }))
    R.error(F, "BPF has no vector registers: let '" + sourceName(F) +
                   "' take and return references, or make it always_inline");
}
