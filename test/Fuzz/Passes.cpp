// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/// Our passes on bitcode that LLVM's IR mutator changed. What comes out passes LLVM's
/// verifier, or was refused by a message.
#include "Fuzz.h"

#include "llvm/ADT/Hashing.h"
#include "llvm/FlexNet/Pipeline.h"
#include "llvm/FuzzMutate/IRMutator.h"
#include "llvm/IR/DiagnosticPrinter.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace {

/// Messages of LLVM's own, of the bitcode reader for one, are not about our passes.
struct Silent : DiagnosticHandler {
  bool handleDiagnostics(const DiagnosticInfo &) override { return true; }
};

std::unique_ptr<Module> parse(const uint8_t *Data, size_t Size, LLVMContext &C) {
  C.setDiagnosticHandler(std::make_unique<Silent>());
  if (Size < 4)
    return nullptr;
  std::unique_ptr<Module> M = parseModule(Data, Size, C);
  return M && !verifyModule(*M) ? std::move(M) : nullptr;
}

/// Whether the passes let M through; without LLVM's own passes at O0, which sees more of
/// what was mutated, and among them.
bool runPasses(Module &M, OptimizationLevel Level) {
  bool Refused = false;
  flexnet::PipelineOptions Options;
  Options.Cxx = Options.Coro = true;
  Options.Report = [&](const flexnet::Diagnostic &D) { Refused |= D.Severity == DS_Error; };

  // Without BPF's TargetMachine, whose passes keep pointers from one module to the next.
  PassBuilder PB;
  flexnet::registerPasses(PB, Options);
  LoopAnalysisManager LAM;
  FunctionAnalysisManager FAM;
  CGSCCAnalysisManager CGAM;
  ModuleAnalysisManager MAM;
  PB.registerModuleAnalyses(MAM);
  PB.registerCGSCCAnalyses(CGAM);
  PB.registerFunctionAnalyses(FAM);
  PB.registerLoopAnalyses(LAM);
  PB.crossRegisterProxies(LAM, FAM, CGAM, MAM);
  ModulePassManager MPM = Level == OptimizationLevel::O0 ? PB.buildO0DefaultPipeline(Level)
                                                         : PB.buildPerModuleDefaultPipeline(Level);
  MPM.run(M, MAM);
  return !Refused;
}

IRMutator makeMutator() {
  std::vector<TypeGetter> Types = {
      Type::getInt1Ty,  Type::getInt8Ty,  Type::getInt16Ty,
      Type::getInt32Ty, Type::getInt64Ty, [](LLVMContext &C) { return PointerType::get(C, 0); }};
  std::vector<std::unique_ptr<IRMutationStrategy>> Strategies;
  Strategies.push_back(std::make_unique<InjectorIRStrategy>());
  Strategies.push_back(std::make_unique<InstDeleterIRStrategy>());
  Strategies.push_back(std::make_unique<InstModificationIRStrategy>());
  Strategies.push_back(std::make_unique<InsertFunctionStrategy>());
  Strategies.push_back(std::make_unique<InsertCFGStrategy>());
  Strategies.push_back(std::make_unique<InsertPHIStrategy>());
  Strategies.push_back(std::make_unique<SinkInstructionStrategy>());
  Strategies.push_back(std::make_unique<ShuffleBlockStrategy>());
  return IRMutator(std::move(Types), std::move(Strategies));
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *, char ***) { return 0; }

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *Data, size_t Size, size_t MaxSize,
                                          unsigned Seed) {
  LLVMContext Context;
  std::unique_ptr<Module> M = parse(Data, Size, Context);
  if (!M)
    return Size;
  makeMutator().mutateModule(*M, Seed, IRMutator::getModuleSize(*M) + 100);
  if (verifyModule(*M))
    return Size;
  size_t Written = writeModule(*M, Data, MaxSize);
  return Written ? Written : Size;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  LLVMContext Context;
  std::unique_ptr<Module> M = parse(Data, Size, Context);
  if (!M)
    return 0;
  bool Whole = hash_value(ArrayRef(Data, Size)) % 4 == 0;
  if (!runPasses(*M, Whole ? OptimizationLevel::O2 : OptimizationLevel::O0))
    return 0;
  if (verifyModule(*M, &errs()))
    fuzz::report("the passes let a module through that LLVM's verifier refuses");
  return 0;
}
