// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TLDR: lets C++ use objects of an arena as it uses any other object.
//
// An object of an arena is in address space 1. `this` and most references are not, and clang
// refuses to make one from the other: `node->push(1)` with `node __arena *node` is an error.
// On BPF the conversion is sound: the backend makes it an instruction (cast_kern), and the
// verifier lets what comes out be dereferenced like any pointer into the arena.
//
// Clang asks the target which address spaces hold another. BPF's target does not say; this
// one does, and is BPF's in everything else. The way back, from any pointer to one into the
// arena, stays an explicit cast.

#include "clang/Basic/TargetInfo.h"
#include "clang/FlexNet/Frontend.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"

using namespace clang;

namespace {
class BPFWithArena : public TargetInfo {
public:
  explicit BPFWithArena(IntrusiveRefCntPtr<TargetInfo> BPF)
      : TargetInfo(*BPF), BPF(std::move(BPF)) {}

  bool isAddressSpaceSupersetOf(LangAS A, LangAS B) const override {
    return A == B || (A == LangAS::Default && B == getLangASFromTargetAS(1));
  }

  // What BPF's target answers itself.
  void getTargetDefines(const LangOptions &Opts, MacroBuilder &Builder) const override {
    BPF->getTargetDefines(Opts, Builder);
  }
  SmallVector<Builtin::InfosShard> getTargetBuiltins() const override {
    return BPF->getTargetBuiltins();
  }
  BuiltinVaListKind getBuiltinVaListKind() const override { return BPF->getBuiltinVaListKind(); }
  std::string_view getClobbers() const override { return BPF->getClobbers(); }
  ArrayRef<const char *> getGCCRegNames() const override { return {}; }
  ArrayRef<GCCRegAlias> getGCCRegAliases() const override { return {}; }
  bool isValidGCCRegisterName(StringRef Name) const override {
    return BPF->isValidGCCRegisterName(Name);
  }
  bool validateAsmConstraint(const char *&Name, ConstraintInfo &Info) const override {
    return BPF->validateAsmConstraint(Name, Info);
  }
  bool hasFeature(StringRef Feature) const override { return BPF->hasFeature(Feature); }
  void setFeatureEnabled(llvm::StringMap<bool> &Features, StringRef Name,
                         bool Enabled) const override {
    BPF->setFeatureEnabled(Features, Name, Enabled);
  }
  bool initFeatureMap(llvm::StringMap<bool> &Features, DiagnosticsEngine &Diags, StringRef CPU,
                      const std::vector<std::string> &Wanted) const override {
    return BPF->initFeatureMap(Features, Diags, CPU, Wanted);
  }
  bool isValidCPUName(StringRef Name) const override { return BPF->isValidCPUName(Name); }
  void fillValidCPUList(SmallVectorImpl<StringRef> &Values) const override {
    BPF->fillValidCPUList(Values);
  }
  bool setCPU(const std::string &Name) override { return BPF->setCPU(Name); }
  bool hasBitIntType() const override { return BPF->hasBitIntType(); }
  bool allowDebugInfoForExternalRef() const override {
    return BPF->allowDebugInfoForExternalRef();
  }
  CallingConvCheckResult checkCallingConvention(CallingConv CC) const override {
    return BPF->checkCallingConvention(CC);
  }
  std::pair<unsigned, unsigned> hardwareInterferenceSizes() const override {
    return BPF->hardwareInterferenceSizes();
  }

private:
  IntrusiveRefCntPtr<TargetInfo> BPF;
};

/// Any action, on that target.
class ActionWithArena : public WrapperFrontendAction {
public:
  using WrapperFrontendAction::WrapperFrontendAction;

protected:
  // There is a target by now, and nothing has asked it yet.
  bool BeginInvocation(CompilerInstance &CI) override {
    CI.setTarget(new BPFWithArena(CI.getTargetPtr()));
    return WrapperFrontendAction::BeginInvocation(CI);
  }
};
} // namespace

std::unique_ptr<FrontendAction>
flexnet::withArenaObjects(std::unique_ptr<FrontendAction> Action) {
  return std::make_unique<ActionWithArena>(std::move(Action));
}
